"""First done. Results are taken as they come, and named after the order of the questions."""
# Look for: which of them is done first.

from concurrent.futures import (
    ThreadPoolExecutor,
    as_completed,
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
    for done in as_completed(asked):
        n += 1
        print(n, "gives", done.result())
