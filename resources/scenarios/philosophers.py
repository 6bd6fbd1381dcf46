"""Dining philosophers. Each takes the left fork and waits for the right one."""

import threading
import time

N = 3
forks = [
    threading.Lock()
    for _ in range(N)
]


def dine(i):
    left = forks[i]
    right = forks[(i + 1) % N]
    with left:
        time.sleep(0.1)
        with right:
            print(i, "eats")


threads = [
    threading.Thread(
        target=dine,
        args=(i,),
        name=f"philosopher-{i}",
    )
    for i in range(N)
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("all have eaten")
