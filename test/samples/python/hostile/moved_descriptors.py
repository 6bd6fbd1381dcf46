"""Has its standard output lead to a file for a while, as daemons and test runners do, and closes what it does not know."""
import os
import sys
import tempfile
import threading

with tempfile.TemporaryFile() as file:
    saved = os.dup(1)
    print("before")
    sys.stdout.flush()
    os.dup2(file.fileno(), 1)
    print("into the file")
    sys.stdout.flush()
    os.dup2(saved, 1)
    print("after")
    file.seek(0)
    print(file.read())
os.closerange(3, 400)
thread = threading.Thread(target=print, args=("from a thread",))
thread.start()
thread.join()
sys.stdout.flush()
os.close(1)
try:
    print("lost")
    sys.stdout.flush()
except OSError as error:
    os._exit(error.errno)
