"""Dining philosophers with a waiter. One seat fewer than forks."""
# Changed: at most N - 1 may reach for
# forks at the same time.

import threading
import time

N = 3
forks = [
    threading.Lock()
    for _ in range(N)
]
waiter = threading.Semaphore(N - 1)


def dine(i):
    left = forks[i]
    right = forks[(i + 1) % N]
    with waiter:
        with left:
            time.sleep(0.1)
            with right:
                print(f"{i} eats")


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
