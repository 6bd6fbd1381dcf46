"""One condition for two sides. A shelf for one box, two givers, two takers."""
# Look for: who is woken, and whether
# that thread can use it.

import threading

boxes = 0
changed = threading.Condition()


def give():
    global boxes
    with changed:
        while boxes == 1:
            changed.wait()
        boxes = 1
        changed.notify()


def take():
    global boxes
    with changed:
        while boxes == 0:
            changed.wait()
        boxes = 0
        changed.notify()


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
