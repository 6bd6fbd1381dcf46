import os
import sys
import threading

lock = threading.Lock()
taken = threading.Event()


def hold():
    with lock:
        taken.set()
        threading.Event().wait()


threading.Thread(target=hold, name="holder").start()
taken.wait()
print("gone")
sys.stdout.flush()
os._exit(3)
