"""Counters of each thread's own, added up under a lock at the end."""
import json
import threading

N, TURNS = 4, 1000
own = threading.local()
total_lock = threading.Lock()
total = 0


def count():
    global total
    own.count = 0
    for _ in range(TURNS):
        own.count += 1
    with total_lock:
        total += own.count


threads = [threading.Thread(target=count, name="counter-%d" % n) for n in range(N)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(total, hasattr(own, "count"))
print(json.dumps({"total_lock": {"acquired": N, "released": N, "holders": ["counter-%d" % n for n in range(N)]}}))
