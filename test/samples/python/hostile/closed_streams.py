"""Closes its streams; the code it ends with tells whether Python minded."""
import sys
import threading

print("one")
sys.stderr.close()
sys.stdout.close()
code = 0
for stream in (sys.stdout, sys.stderr):
    try:
        print("two", file=stream)
    except ValueError:
        code += 2
thread = threading.Thread(target=lambda: None)
thread.start()
thread.join()
raise SystemExit(code)
