"""Forks while another thread is putting and getting without pause: the children can use the same queue."""
import os
import queue
import sys
import threading
import warnings

warnings.simplefilter("ignore")  # of threads and forks
jobs = queue.SimpleQueue()
stop = False


def flood():
    while not stop:
        jobs.put(1)
        jobs.get()


sys.setswitchinterval(1e-6)
thread = threading.Thread(target=flood)
thread.start()
codes = []
for _ in range(25):
    child = os.fork()
    if child == 0:
        jobs.put(2)
        jobs.get()
        os._exit(3)
    codes.append(os.waitpid(child, 0)[1] >> 8)
stop = True
thread.join()
print(set(codes))
