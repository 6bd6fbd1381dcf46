"""A flag as a lock. Each waits until nobody is busy, then says it is."""
# Look for: both in the room at once.

import threading

busy = False
counter = 0


def work():
    global busy, counter
    while busy:
        pass
    busy = True
    counter += 1
    busy = False


t1 = threading.Thread(target=work)
t2 = threading.Thread(target=work)
t1.start()
t2.start()
t1.join()
t2.join()
print(counter)
