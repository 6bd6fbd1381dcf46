"""Filter of Peterson. Two doors for three threads, each keeps one back."""
# Changed: a round of giving way for
# every door, so that one comes through
# at last.

import threading

N = 3
door = [0] * N
last = [0] * N
counter = 0


def ahead(n, i):
    for k in range(N):
        if k != i and door[k] >= n:
            return True
    return False


def work(i):
    global counter
    for n in range(1, N):
        door[i] = n
        last[n] = i
        while (
            last[n] == i and ahead(n, i)
        ):
            pass
    counter += 1
    door[i] = 0


threads = [
    threading.Thread(
        target=work, args=(i,)
    )
    for i in range(N)
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter)
