"""No wakeup is lost. Test and wait are one step for everybody else."""
# Changed: both sides hold the lock of
# the condition, also for test and
# write.

import threading

letter = 0
arrived = False
changed = threading.Condition()


def read():
    with changed:
        while not arrived:
            changed.wait()
        print("reads", letter)


def write():
    global letter, arrived
    with changed:
        letter = 42
        arrived = True
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
