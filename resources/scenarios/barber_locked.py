"""Sleeping barber who is seen to sleep. Looking and lying down are one."""
# Changed: the barber looks and falls
# asleep under the mutex.

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
        with mutex:
            idle = waiting == 0
            asleep = idle
        if idle:
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
