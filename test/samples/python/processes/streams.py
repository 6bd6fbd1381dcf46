import sys
import time
from multiprocessing import TimeoutError, get_context
from multiprocessing.pool import ThreadPool


def slow(number):
    time.sleep(0.05)
    return number * number


def numbers():
    yield 1
    time.sleep(0.8)  # longer than a standstill takes to be recognised
    yield 2


def later(number):
    time.sleep(0.2)
    return number


if __name__ == "__main__":
    with ThreadPool(2) if sys.argv[1] == "threads" else get_context(sys.argv[1]).Pool(2) as pool:
        ordered = pool.imap(slow, range(4))
        print(list(ordered))
        mixed = pool.imap_unordered(slow, range(4))
        print(sorted(mixed))
        print([square for square in pool.imap(slow, range(4), chunksize=2)])
        thinking = pool.imap(slow, numbers())
        print(list(thinking))
        late = pool.imap(later, [7])
        try:
            late.next(timeout=0.01)
        except TimeoutError:
            print("too late")
        print(late.next(timeout=60))
