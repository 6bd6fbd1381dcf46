"""A condition for each side. Givers wake takers, and takers wake givers."""
# Changed: two conditions over one lock.

import threading

boxes = 0
lock = threading.Lock()
empty = threading.Condition(lock)
full = threading.Condition(lock)


def give():
    global boxes
    with lock:
        while boxes == 1:
            empty.wait()
        boxes = 1
        full.notify()


def take():
    global boxes
    with lock:
        while boxes == 0:
            full.wait()
        boxes = 0
        empty.notify()


threads = [
    threading.Thread(target=take),
    threading.Thread(target=take),
    threading.Thread(target=give),
    threading.Thread(target=give),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("boxes left", boxes)
