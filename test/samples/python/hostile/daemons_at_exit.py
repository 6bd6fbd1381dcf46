import atexit
import threading
import time

lock = threading.Lock()
busy = threading.Event()


def forever():
    while True:
        with lock:
            busy.set()
        time.sleep(0.0001)


def last():
    with lock:
        print("at exit")


atexit.register(last)
for _ in range(3):
    threading.Thread(target=forever, daemon=True).start()
busy.wait()
print("main ends")
