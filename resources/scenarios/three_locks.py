"""Three jobs, three devices. No two jobs need the same two devices."""
# Look for: whether all three can wait.
# No two of them alone ever could.

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
        args=(printer, camera),
        name="copy",
    ),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("all jobs done")
