"""A barrier made for reuse. Nobody enters it while others are still leaving."""
# Changed: a Barrier of the library.

import threading

N = 2
ROUNDS = 2
done = [
    [False] * N for _ in range(ROUNDS)
]
barrier = threading.Barrier(N)


def work(i):
    for n in range(ROUNDS):
        done[n][i] = True
        barrier.wait()
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
