"""Readers that leave before they write. Then they must look again."""
# Changed: gives up reading, waits until
# nobody reads, and tests once more.

import threading

stock = 0
readers = 0
changed = threading.Condition()


def visit():
    global stock, readers
    with changed:
        readers += 1
    empty = stock == 0
    with changed:
        readers -= 1
        changed.notify_all()
        if empty:
            while readers > 0:
                changed.wait()
            if stock == 0:
                stock = 10


t1 = threading.Thread(target=visit)
t2 = threading.Thread(target=visit)
t1.start()
t2.start()
t1.join()
t2.join()
print("stock", stock)
