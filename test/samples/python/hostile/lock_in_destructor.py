"""Destructors that lock, at any moment: in the middle of a traced operation too."""
import gc
import threading

gc.set_threshold(3)
lock = threading.RLock()
outer = threading.Lock()
gone = 0


class Ring:
    def __init__(self):
        self.me = self

    def __del__(self):
        global gone
        with lock:
            gone += 1
            print("", end="")


def work():
    for _ in range(200):
        Ring()
        with outer:
            [Ring() for _ in range(2)]


threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
gc.collect()
print(gone)
