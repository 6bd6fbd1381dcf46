"""Two processes and a pipe, and one speaks first. Somebody sends before it receives."""
# Changed: one sends first.

from multiprocessing import Pipe
from multiprocessing import Process

left, right = Pipe()


def one():
    left.send(1)
    word = left.recv()
    print("one has heard", word)


def two():
    word = right.recv()
    right.send(2)
    print("two has heard", word)


if __name__ == "__main__":
    first = Process(target=one)
    second = Process(target=two)
    first.start()
    second.start()
    print("both have begun")
    first.join()
    second.join()
    print("both have spoken")
