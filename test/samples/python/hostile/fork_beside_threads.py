"""Forks beside a thread that lives, of which Python 3.12 warns, and in threads."""
import os
import sys
import threading
import warnings


def tell(message, category, filename, line, *_):
    print(category.__name__, filename == __file__, line)


def child_of_thread():
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        print("child", threading.current_thread().name, threading.active_count())
        sys.stdout.flush()
        os._exit(3)
    print("ended with", os.waitpid(pid, 0)[1] >> 8)
    sys.stdout.flush()


warnings.showwarning = tell
warnings.simplefilter("always")
go = threading.Event()
waits = threading.Thread(target=go.wait)
waits.start()
sys.stdout.flush()
pid = os.fork()
if pid == 0:
    os._exit(0)
os.waitpid(pid, 0)
go.set()
waits.join()
warnings.simplefilter("ignore")
for number in range(2):
    forks = threading.Thread(target=child_of_thread, name="forks-%d" % number)
    forks.start()
    forks.join()
