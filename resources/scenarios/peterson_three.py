"""Peterson's algorithm with three. The last to come gives way to the others."""
# Look for: what the third one does to
# the one that has been waiting.

import threading

N = 3
wants = [False] * N
last = 0
counter = 0


def others(i):
    for k in range(N):
        if k != i and wants[k]:
            return True
    return False


def work(i):
    global last, counter
    wants[i] = True
    last = i
    while last == i and others(i):
        pass
    counter += 1
    wants[i] = False


threads = [
    threading.Thread(
        target=work,
        args=(i,),
        name=f"worker-{i}",
    )
    for i in range(N)
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter)
