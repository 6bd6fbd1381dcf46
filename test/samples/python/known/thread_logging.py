"""Logging from threads: the library's own locks stay its own, and lines stay whole."""
import json
import logging
import sys
import threading

N, LINES = 4, 25
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(threadName)s %(message)s")
started = threading.Barrier(N)


def work():
    started.wait()
    for line in range(LINES):
        logging.info("line %d", line)


threads = [threading.Thread(target=work, name="worker-%d" % n) for n in range(N)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(json.dumps({"started": {"arrived": N}}))
