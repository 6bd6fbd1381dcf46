"""Peterson's algorithm, two writes swapped. Two threads, no lock."""
# Look for: a turn given away before
# anybody has asked.

import threading

wants = [False, False]
last = 0
counter = 0


def work(i):
    global last, counter
    other = 1 - i
    last = i
    wants[i] = True
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
