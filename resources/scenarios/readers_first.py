"""Readers first. A writer waits until nobody reads."""
# Look for: how many readers can pass
# the waiting writer. Set ROUNDS higher.

import threading

ROUNDS = 2
readers = 0
wanting = 0
overtaken = 0
room = threading.Condition()


def read():
    global readers, overtaken
    for _ in range(ROUNDS):
        with room:
            if wanting:
                overtaken += 1
            readers += 1
        with room:
            readers -= 1
            room.notify_all()


def write():
    global wanting
    with room:
        wanting += 1
        while readers > 0:
            room.wait()
        wanting -= 1
        room.notify_all()


threads = [
    threading.Thread(target=read),
    threading.Thread(target=read),
    threading.Thread(target=write),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("overtaken", overtaken)
