"""A greedy worker. It gives the lock back only to take it again at once."""
# Look for: the visitor, who may wait
# for the lock for ever.

import threading

lock = threading.Lock()
closed = False


def work():
    while True:
        with lock:
            if closed:
                return


def visit():
    global closed
    with lock:
        closed = True


t1 = threading.Thread(
    target=work, name="worker"
)
t2 = threading.Thread(
    target=visit, name="visitor"
)
t1.start()
t2.start()
t1.join()
t2.join()
print("closed")
