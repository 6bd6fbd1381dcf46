"""Three jobs, one order. Every job takes its devices from left to right."""
# Changed: camera before disk before
# printer, in every job.

import threading
import time

camera = threading.Lock()
disk = threading.Lock()
printer = threading.Lock()


def job(first, second):
    with first:
        time.sleep(0.1)
        with second:
            pass


threads = [
    threading.Thread(
        target=job,
        args=(camera, disk),
        name="record",
    ),
    threading.Thread(
        target=job,
        args=(disk, printer),
        name="print",
    ),
    threading.Thread(
        target=job,
        args=(camera, printer),
        name="copy",
    ),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("all jobs done")
