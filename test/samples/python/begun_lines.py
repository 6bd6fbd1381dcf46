import os
import sys
import threading


def work():
    print("asked", end="", flush=True)


for _ in range(20_000):
    print(".", end="")
print("all")
print("first", end="", flush=True)
print(" second")
t = threading.Thread(target=work)
t.start()
t.join()
os.write(1, b"y" * 3_000_000)
print("waits", end="")
sys.stdout.flush()
lock = threading.Lock()
lock.acquire()
lock.acquire()
