"""A pipeline of three stages with queues of two between them."""
import json
import queue
import threading

N = 20
raw = queue.Queue(2)
squared = queue.Queue(2)
summed = queue.Queue()


def read():
    for number in range(N):
        raw.put(number)
    raw.put(None)


def square():
    while True:
        number = raw.get()
        raw.task_done()
        if number is None:
            break
        squared.put(number * number)
    squared.put(None)


def add():
    total = 0
    while True:
        number = squared.get()
        squared.task_done()
        if number is None:
            break
        total += number
    summed.put(total)


threads = [threading.Thread(target=stage, name=stage.__name__) for stage in (read, square, add)]
for thread in threads:
    thread.start()
raw.join()
squared.join()
print(summed.get())
for thread in threads:
    thread.join()
print(json.dumps({
    "raw": {"put": N + 1, "got": N + 1, "taskDone": N + 1},
    "squared": {"put": N + 1, "got": N + 1, "taskDone": N + 1},
    "summed": {"put": 1, "got": 1},
}))
