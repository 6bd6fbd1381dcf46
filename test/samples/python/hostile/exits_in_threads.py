import _thread
import sys
import threading


def leave(how):
    print("leaves")
    how()
    print("never")


for how in (sys.exit, lambda: sys.exit(5), _thread.exit):
    thread = threading.Thread(target=leave, args=(how,))
    thread.start()
    thread.join()
print("main")
sys.exit(7)
