import multiprocessing
import sys

ROUNDS = 5


def deposit(total, cells):
    for _ in range(ROUNDS):
        with total.get_lock():
            total.value += 1
        cells[0] += 1


if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1])
    total = context.Value("i", 0)
    cells = context.Array("i", [0, 0])
    bare = context.Value("i", 0, lock=False)
    own = context.Lock()
    guarded = context.Value("i", 0, lock=own)
    workers = [context.Process(target=deposit, args=(total, cells), name="worker %d" % i) for i in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    guarded.value = bare.value + 7
    print(total.value, guarded.value, ROUNDS <= cells[0] <= 2 * ROUNDS)
