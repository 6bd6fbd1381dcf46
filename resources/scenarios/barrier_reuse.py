"""A barrier used twice. Two threads meet after every round of work."""
# Look for: a thread that comes round
# again before the other has gone
# through.

import threading

N = 2
ROUNDS = 2
done = [
    [False] * N for _ in range(ROUNDS)
]
arrived = 0
lock = threading.Lock()
gate = threading.Semaphore(0)


def meet():
    global arrived
    with lock:
        arrived += 1
        if arrived == N:
            arrived = 0
            for _ in range(N):
                gate.release()
    gate.acquire()


def work(i):
    for n in range(ROUNDS):
        done[n][i] = True
        meet()
        assert done[n][1 - i]


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
print("all rounds done")
