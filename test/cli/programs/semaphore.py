import threading
import time

seats = threading.Semaphore(2)


def worker(number):
    with seats:
        time.sleep(0.05)
        print(f"worker {number}")


threads = [threading.Thread(target=worker, args=(i,)) for i in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
