"""Locks and queues at the edge of the stack: whatever fails there leaves nothing behind."""
import json
import queue
import sys
import threading

lock = threading.Lock()
again = threading.RLock()
permits = threading.Semaphore(100000)
jobs = queue.Queue()
sys.setrecursionlimit(300)
deepest = 0


def dive(depth):
    global deepest
    deepest = depth
    with again:
        dive(depth + 1)


def edge(depth, act):
    try:
        edge(depth + 1, act)
    except RecursionError:
        try:
            act()
        except RecursionError:
            pass


def flip():
    with lock:
        pass


for _ in range(20):
    try:
        dive(0)
    except RecursionError:
        pass
    edge(0, flip)
    edge(0, permits.acquire)
    edge(0, lambda: jobs.put(1))
print(deepest > 50, lock.acquire(False))
other = []
thread = threading.Thread(target=lambda: other.append(again.acquire(False)), name="other")
thread.start()
thread.join()
print(other)
