"""First asked. Results are asked for in the order of the questions."""
# Changed: each future is asked
# in its turn, done or not yet.

from concurrent.futures import (
    ThreadPoolExecutor,
)

N = 2


def square(n):
    return n * n


with ThreadPoolExecutor(2) as pool:
    asked = [
        pool.submit(square, n)
        for n in range(1, N + 1)
    ]
    n = 0
    for each in asked:
        n += 1
        print(n, "gives", each.result())
