"""Readers that want to write. Whoever finds the shelf empty fills it alone."""
# Look for: two readers, each waiting
# until it is the only one.

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
        if empty:
            while readers > 1:
                changed.wait()
            stock = 10
        readers -= 1
        changed.notify_all()


t1 = threading.Thread(target=visit)
t2 = threading.Thread(target=visit)
t1.start()
t2.start()
t1.join()
t2.join()
print("stock", stock)
