"""Two locks and two processes. They lock in opposite order and wait for each other."""
# Look for: a ring of two processes.
# Main waits for them: stuck, too.

import time
from multiprocessing import Lock
from multiprocessing import Process

left = Lock()
right = Lock()


def one():
    with left:
        time.sleep(0.05)
        with right:
            pass


def two():
    with right:
        time.sleep(0.05)
        with left:
            pass


if __name__ == "__main__":
    first = Process(target=one)
    second = Process(target=two)
    first.start()
    second.start()
    first.join()
    second.join()
    print("both have been inside")
