import multiprocessing
import sys

PARTIES = 3
ROUNDS = 4


def walk(gate, crossings):
    for _ in range(ROUNDS):
        crossings.put(gate.wait())


if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1])
    gate = context.Barrier(PARTIES)
    alone = context.Barrier(2)
    crossings = context.SimpleQueue()
    walkers = [context.Process(target=walk, args=(gate, crossings), name="walker %d" % i) for i in range(PARTIES)]
    for walker in walkers:
        walker.start()
    found = sorted(crossings.get() for _ in range(PARTIES * ROUNDS))
    for walker in walkers:
        walker.join()
    print(len(found), sorted(set(found)))
    try:
        alone.wait(0.01)
    except Exception as error:
        print(type(error).__name__, alone.broken)
    alone.reset()
    print(alone.broken)
