import sys
import threading

threading.excepthook = lambda args: print("thread hook", args.exc_type.__name__, args.thread.name)
sys.unraisablehook = lambda args: print("unraisable hook", args.exc_type.__name__)


def fail():
    raise ValueError("in a thread")


class Bad:
    def __del__(self):
        raise KeyError("in a destructor")


thread = threading.Thread(target=fail, name="failing")
thread.start()
thread.join()
bad = Bad()
del bad
print("end")
