"""A sum that stays behind. Processes of a pool keep what they have for their next work."""
# Look for: which process does what.
# Process-1: total is another
# variable than Process-2: total.

from concurrent.futures import (
    ProcessPoolExecutor,
)

N = 2
total = 0


def add(n):
    global total
    total += n
    return total


if __name__ == "__main__":
    whole = 0
    with ProcessPoolExecutor(2) as pool:
        asked = [
            pool.submit(add, n)
            for n in range(1, N + 1)
        ]
        for future in asked:
            whole += future.result()
    print(whole)
