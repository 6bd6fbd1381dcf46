"""Rendezvous, waiting first. Neither goes on before both have arrived."""
# Look for: whether anybody ever goes
# on.

import threading

here = [
    threading.Semaphore(0)
    for _ in range(2)
]


def walk(i):
    print(f"{i} arrives")
    here[1 - i].acquire()
    here[i].release()
    print(f"{i} goes on")


t1 = threading.Thread(
    target=walk,
    args=(0,),
    name="walker-0",
)
t2 = threading.Thread(
    target=walk,
    args=(1,),
    name="walker-1",
)
t1.start()
t2.start()
t1.join()
t2.join()
