"""Writers first. New readers wait while a writer waits."""
# Changed: a reader stays outside while
# a writer wants to come in.

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
            while wanting:
                room.wait()
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
