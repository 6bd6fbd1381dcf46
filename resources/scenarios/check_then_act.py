"""Check, then act. Both find enough money, and both take it."""

import threading

balance = 100


def withdraw(amount):
    global balance
    if balance >= amount:
        balance -= amount


t1 = threading.Thread(
    target=withdraw,
    args=(80,),
)
t2 = threading.Thread(
    target=withdraw,
    args=(50,),
)
t1.start()
t2.start()
t1.join()
t2.join()
print(balance)
