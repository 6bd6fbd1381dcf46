"""Sleeping barber. He sleeps when nobody waits, and customers wake him."""
# Look for: a customer who comes just
# when the barber has looked.

import threading

CUSTOMERS = 2
waiting = 0
asleep = False
mutex = threading.Lock()
wake = threading.Semaphore(0)
haircut = threading.Semaphore(0)


def cut():
    global waiting, asleep
    for _ in range(CUSTOMERS):
        if waiting == 0:
            asleep = True
            wake.acquire()
        with mutex:
            waiting -= 1
        haircut.release()


def visit():
    global waiting, asleep
    with mutex:
        waiting += 1
        if asleep:
            asleep = False
            wake.release()
    haircut.acquire()


threads = [threading.Thread(target=cut)]
for _ in range(CUSTOMERS):
    threads.append(
        threading.Thread(target=visit)
    )
for t in threads:
    t.start()
for t in threads:
    t.join()
print("all have short hair")
