"""`queue.SimpleQueue` and `threading.Timer`: values in order, waiting with and without limit, a timer that fires and one that is cancelled."""
import json
import queue
import threading

jobs = queue.SimpleQueue()
results = queue.SimpleQueue()
N = 50


def work():
    while True:
        number = jobs.get()
        if number is None:
            return
        results.put(number * 2)


worker = threading.Thread(target=work, name="worker")
worker.start()
for number in range(N):
    jobs.put(number)
jobs.put_nowait(None)
worker.join()
doubled = [results.get() for _ in range(N)]
try:
    results.get_nowait()
except queue.Empty:
    print("Empty")
try:
    results.get(timeout=0.01)
except queue.Empty:
    print("Empty")
try:
    results.get(timeout=-1)
except ValueError:
    print("ValueError")
print(doubled == [2 * number for number in range(N)], results.empty(), results.qsize())
fired = threading.Event()
alarm = threading.Timer(0.01, fired.set)
watchdog = threading.Timer(60, print, args=("never",))
alarm.start()
watchdog.start()
fired.wait()
watchdog.cancel()
watchdog.join()
alarm.join()
print(json.dumps({"put": 2 * N + 1, "got": 2 * N + 1}))
