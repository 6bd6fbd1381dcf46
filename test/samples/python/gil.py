import hashlib
import threading
import time

END = time.perf_counter() + 1.2


def spin():
    x = 0
    while time.perf_counter() < END:
        for _ in range(10_000):
            x += 1


def digest():
    data = b'x' * 3_000_000
    while time.perf_counter() < END:
        hashlib.sha256(data).digest()


def rest():
    while time.perf_counter() < END:
        time.sleep(0.05)


threads = [threading.Thread(target=spin, name='spin-1'), threading.Thread(target=spin, name='spin-2'),
           threading.Thread(target=digest, name='digest'), threading.Thread(target=rest, name='rest')]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
