"""Bounded buffer. Givers wait for a free slot, takers for a filled one."""
# Changed: waits first, locks then.

import threading

SLOTS = 1
ITEMS = 2
buffer = [0] * SLOTS
total = 0
mutex = threading.Lock()
free = threading.Semaphore(SLOTS)
filled = threading.Semaphore(0)


def produce():
    for n in range(ITEMS):
        free.acquire()
        mutex.acquire()
        buffer[n % SLOTS] = n + 1
        mutex.release()
        filled.release()


def consume():
    global total
    for n in range(ITEMS):
        filled.acquire()
        mutex.acquire()
        total += buffer[n % SLOTS]
        mutex.release()
        free.release()


t1 = threading.Thread(target=produce)
t2 = threading.Thread(target=consume)
t1.start()
t2.start()
t1.join()
t2.join()
print("total", total)
