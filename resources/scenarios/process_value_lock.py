"""Processes that add with the lock of the Value. No update is lost."""
# Changed: each += holds v.get_lock().

from multiprocessing import Process
from multiprocessing import Value

N = 2
v = Value("i", 0)


def work():
    for i in range(N):
        with v.get_lock():
            v.value += 1


if __name__ == "__main__":
    one = Process(target=work)
    two = Process(target=work)
    one.start()
    two.start()
    one.join()
    two.join()
    print(v.value)
