import threading

N = 200
PLACES = 3
changed = threading.Condition()
buffer = []
puts = gets = waits = notes = 0


def producer():
    global puts, waits, notes
    for value in range(N):
        with changed:
            while len(buffer) == PLACES:
                waits += 1
                changed.wait()
            buffer.append(value)
            puts += 1
            notes += 1
            changed.notify_all()


def consumer():
    global gets, waits, notes
    for _ in range(N):
        with changed:
            while not buffer:
                waits += 1
                changed.wait()
            buffer.pop(0)
            gets += 1
            notes += 1
            changed.notify_all()


threads = [threading.Thread(target=target, name=target.__name__) for target in (producer, producer, consumer, consumer)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(puts, gets, waits, notes)
