"""Deadlock with a bystander. Two threads are stuck while a third goes on."""

import threading
import time

N = 4
lock_a = threading.Lock()
lock_b = threading.Lock()
done = 0


def forward():
    with lock_a:
        time.sleep(0.1)
        with lock_b:
            print("forward")


def backward():
    with lock_b:
        time.sleep(0.1)
        with lock_a:
            print("backward")


def count():
    global done
    for i in range(N):
        time.sleep(0.1)
        done += 1
        print("count", i)


threads = [
    threading.Thread(target=forward),
    threading.Thread(target=backward),
    threading.Thread(target=count),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("done", done)
