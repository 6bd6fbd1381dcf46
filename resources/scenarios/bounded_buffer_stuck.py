"""Bounded buffer, locked too early. A producer, a consumer, and few slots."""
# Look for: what a thread has in hand
# while it waits.

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
        mutex.acquire()
        free.acquire()
        buffer[n % SLOTS] = n + 1
        mutex.release()
        filled.release()


def consume():
    global total
    for n in range(ITEMS):
        mutex.acquire()
        filled.acquire()
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
