import threading

PARTIES = 3
ROUNDS = 4
gate = threading.Barrier(PARTIES, action=lambda: rounds.append(len(rounds)))
alone = threading.Barrier(2)
again = threading.Barrier(2)
rounds = []
crossings = []


def walker():
    for _ in range(ROUNDS):
        crossings.append(gate.wait())


walkers = [threading.Thread(target=walker) for _ in range(PARTIES)]
for thread in walkers:
    thread.start()
for thread in walkers:
    thread.join()
print(len(rounds), len(crossings), sorted(set(crossings)))
try:
    alone.wait(0.01)
except threading.BrokenBarrierError:
    print('broken', alone.broken)
alone.reset()
print(alone.broken)
again.abort()
try:
    again.wait()
except threading.BrokenBarrierError:
    print('aborted')
