import threading
import time

slots = threading.Semaphore(2)


def worker():
    for _ in range(5):
        with slots:
            time.sleep(0.002)


threads = [threading.Thread(target=worker) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
