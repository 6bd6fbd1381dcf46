"""Four pieces of pure Python work: one by one, in threads, in processes. Arguments: way, workers."""
import sys

from measure import measured, ways

STEPS = 1500000


def work(_):
    total = 0
    for step in range(STEPS):
        total += step * step % 7
    return total


if __name__ == '__main__':
    way, workers = sys.argv[1], int(sys.argv[2])
    measured(lambda: ways[way](workers, work, list(range(4))))
