"""Two processes and a pipe. Each waits for the other's word before it says its own."""
# Look for: both wait to receive.
# Nobody is left who could send.

from multiprocessing import Pipe
from multiprocessing import Process

left, right = Pipe()


def one():
    word = left.recv()
    left.send(1)
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
