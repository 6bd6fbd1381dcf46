"""Two people in order. Both begin with the knife, and one waits for it."""
# Changed: one order, and nobody gives
# back what he has.

import threading

knife = threading.Lock()
fork = threading.Lock()


def eat(first, second):
    first.acquire()
    second.acquire()
    second.release()
    first.release()


t1 = threading.Thread(
    target=eat,
    args=(knife, fork),
)
t2 = threading.Thread(
    target=eat,
    args=(knife, fork),
)
t1.start()
t2.start()
t1.join()
t2.join()
print("both have eaten")
