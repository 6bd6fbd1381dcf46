"""Lost update between processes. A Value is shared, and += on it is a read and a write."""
# Look for: both read v.value before
# either writes.

from multiprocessing import Process
from multiprocessing import Value

N = 2
v = Value("i", 0)


def work():
    for i in range(N):
        v.value += 1


if __name__ == "__main__":
    one = Process(target=work)
    two = Process(target=work)
    one.start()
    two.start()
    one.join()
    two.join()
    print(v.value)
