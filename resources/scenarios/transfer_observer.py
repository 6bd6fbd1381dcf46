"""Observer during a transfer. An auditor adds up while money is moved."""
# Look for: all totals that the auditor
# can see. No money is made or lost.

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
