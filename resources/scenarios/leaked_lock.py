"""A deposit that fails. One amount is wrong, the other one is right."""
# Look for: who has the lock after the
# exception.

import threading

balance = 100
lock = threading.Lock()


def deposit(amount):
    global balance
    lock.acquire()
    if amount < 0:
        raise ValueError("negative")
    balance += amount
    lock.release()


t1 = threading.Thread(
    target=deposit,
    args=(-5,),
    name="wrong",
)
t2 = threading.Thread(
    target=deposit,
    args=(10,),
    name="right",
)
t1.start()
t2.start()
t1.join()
t2.join()
print(balance)
