"""Lost wakeup. A reader waits until the letter has come."""
# Look for: what happens between the
# test and the wait.

import threading

letter = 0
arrived = False
changed = threading.Condition()


def read():
    while not arrived:
        with changed:
            changed.wait()
    print("reads", letter)


def write():
    global letter, arrived
    letter = 42
    arrived = True
    with changed:
        changed.notify()


t1 = threading.Thread(
    target=read,
    name="reader",
)
t2 = threading.Thread(
    target=write,
    name="writer",
)
t1.start()
t2.start()
t1.join()
t2.join()
