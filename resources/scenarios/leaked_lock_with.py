"""A deposit that fails cleanly. The lock is given back on every way out."""
# Changed: `with` instead of acquire and
# release.

import threading

balance = 100
lock = threading.Lock()


def deposit(amount):
    global balance
    with lock:
        if amount < 0:
            raise ValueError("negative")
        balance += amount


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
