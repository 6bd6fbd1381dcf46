"""A queue with every job reported. Also one that is skipped counts as done."""
# Changed: `finally` reports on every
# way.

from queue import Queue
from threading import Thread

jobs = Queue()


def work():
    while True:
        n = jobs.get()
        try:
            if n < 0:
                continue
            print(f"job {n}")
        finally:
            jobs.task_done()


t = Thread(
    target=work,
    daemon=True,
)
jobs.put(1)
jobs.put(-1)
jobs.put(2)
t.start()
jobs.join()
print("all done")
