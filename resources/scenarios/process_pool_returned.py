"""A sum of what comes back. Processes of a pool return their parts, and keep nothing."""
# Changed: no piece of work
# depends on the one before.

from concurrent.futures import (
    ProcessPoolExecutor,
)

N = 2


def part(n):
    return n


if __name__ == "__main__":
    whole = 0
    with ProcessPoolExecutor(2) as pool:
        asked = [
            pool.submit(part, n)
            for n in range(1, N + 1)
        ]
        for future in asked:
            whole += future.result()
    print(whole)
