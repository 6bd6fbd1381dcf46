"""No deadlock with oneself. An RLock lets its holder in again."""

import threading

lock = threading.RLock()
total = 0


def add(n):
    global total
    with lock:
        total += n


def add_twice(n):
    with lock:
        add(n)
        add(n)


t = threading.Thread(
    target=add_twice,
    args=(5,),
)
t.start()
t.join()
print(total)
