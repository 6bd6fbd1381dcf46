"""Observer with the lock. The auditor never sees a transfer half done."""
# Changed: reading takes the lock too.

import threading

savings = 100
current = 100
lock = threading.Lock()


def transfer():
    global savings, current
    with lock:
        savings -= 10
        current += 10


def audit():
    with lock:
        total = savings + current
    print("total", total)


t1 = threading.Thread(
    target=transfer,
    name="transfer",
)
t2 = threading.Thread(
    target=audit,
    name="auditor",
)
t1.start()
t2.start()
t1.join()
t2.join()
