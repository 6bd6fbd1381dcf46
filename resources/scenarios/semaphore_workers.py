"""Two permits, four workers. Never more than two work at the same time."""

import threading
import time

PERMITS = 2
WORKERS = 4
gate = threading.Semaphore(PERMITS)


def work(i):
    with gate:
        print("in", i)
        time.sleep(0.1)
        print("out", i)


threads = [
    threading.Thread(
        target=work,
        args=(i,),
        name=f"worker-{i}",
    )
    for i in range(WORKERS)
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("all done")
