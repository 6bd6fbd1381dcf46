"""A queue that is joined. Main waits until every job has been reported done."""
# Look for: a job that nobody reports.

from queue import Queue
from threading import Thread

jobs = Queue()


def work():
    while True:
        n = jobs.get()
        if n < 0:
            continue
        print(f"job {n}")
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
