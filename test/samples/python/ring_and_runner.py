import threading
import time

lock_a = threading.Lock()
lock_b = threading.Lock()
SECONDS = 60


def transfer(first, second):
    with first:
        time.sleep(0.05)
        with second:
            pass


def runner():
    for _ in range(SECONDS * 50):
        time.sleep(0.02)


threading.Thread(target=transfer, args=(lock_a, lock_b)).start()
threading.Thread(target=transfer, args=(lock_b, lock_a)).start()
threading.Thread(target=runner).start()
