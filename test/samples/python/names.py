import threading
from threading import Lock

lock_a, lock_b = Lock(), Lock()
first = second = threading.RLock()
forks = [threading.Lock() for _ in range(3)]
pair = [Lock(), Lock()]
grown = []
for i in range(2):
    grown.append(Lock())
slots = [None, None]
for i in range(2):
    slots[i] = threading.BoundedSemaphore(i + 1)


class Account:
    def __init__(self):
        self.lock = Lock()


account, other = Account(), Account()


def make():
    return Lock()


made = make()
with Lock():
    pass
