"""Peterson's algorithm. Two threads keep out of each other's way without a lock."""
# Changed: first asks, then gives way.
# Right only if memory keeps this order.

import threading

wants = [False, False]
last = 0
counter = 0


def work(i):
    global last, counter
    other = 1 - i
    wants[i] = True
    last = i
    while wants[other] and last == i:
        pass
    counter += 1
    wants[i] = False


t1 = threading.Thread(
    target=work, args=(0,)
)
t2 = threading.Thread(
    target=work, args=(1,)
)
t1.start()
t2.start()
t1.join()
t2.join()
print(counter)
