"""Two locks and two processes, in one order. Both take left before right."""
# Changed: two takes left first, too.

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
    with left:
        time.sleep(0.05)
        with right:
            pass


if __name__ == "__main__":
    first = Process(target=one)
    second = Process(target=two)
    first.start()
    second.start()
    first.join()
    second.join()
    print("both have been inside")
