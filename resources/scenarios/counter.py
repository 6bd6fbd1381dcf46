"""Lost update. Two threads add to one counter without a lock."""

import threading

N = 3
counter = 0


def work():
    global counter
    for _ in range(N):
        counter += 1


t1 = threading.Thread(target=work)
t2 = threading.Thread(target=work)
t1.start()
t2.start()
t1.join()
t2.join()
print(counter)
