"""Two transfers, one order. Both take lock_a first, so no ring can close."""

import threading
import time

account_a = 100
account_b = 100
lock_a = threading.Lock()
lock_b = threading.Lock()


def a_to_b():
    global account_a, account_b
    with lock_a:
        time.sleep(0.1)
        with lock_b:
            account_a -= 10
            account_b += 10


def b_to_a():
    global account_a, account_b
    with lock_a:
        time.sleep(0.1)
        with lock_b:
            account_b -= 20
            account_a += 20


t1 = threading.Thread(
    target=a_to_b,
    name="transfer-1",
)
t2 = threading.Thread(
    target=b_to_a,
    name="transfer-2",
)
t1.start()
t2.start()
t1.join()
t2.join()
print(account_a, account_b)
