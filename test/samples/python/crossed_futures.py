"""Two work items, each of which waits for the result of the other."""
import threading
from concurrent.futures import ThreadPoolExecutor

both = threading.Barrier(2)
futures = {}
known = threading.Event()


def work(other):
    known.wait()
    both.wait()
    return futures[other].result()


with ThreadPoolExecutor(max_workers=3, thread_name_prefix="worker") as pool:
    left = pool.submit(work, "right")
    right = pool.submit(work, "left")
    futures.update(left=left, right=right)
    known.set()
