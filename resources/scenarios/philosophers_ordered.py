"""Dining philosophers in order. Each takes the fork with the lower number first."""
# Changed: one of them reaches to the
# other side first.

import threading
import time

N = 3
forks = [
    threading.Lock()
    for _ in range(N)
]


def dine(i):
    right = (i + 1) % N
    low = forks[min(i, right)]
    high = forks[max(i, right)]
    with low:
        time.sleep(0.1)
        with high:
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
