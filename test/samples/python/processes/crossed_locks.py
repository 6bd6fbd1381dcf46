import multiprocessing
import sys


def meet(mine, yours):
    mine.set()
    yours.wait()


def work(first, second, mine, yours):
    with first:
        meet(mine, yours)
        with second:
            print("done")


if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1])
    lock_a, lock_b = context.Lock(), context.Lock()
    left, right = context.Event(), context.Event()
    one = context.Process(target=work, args=(lock_a, lock_b, left, right), name="one")
    two = context.Process(target=work, args=(lock_b, lock_a, right, left), name="two")
    one.start()
    two.start()
    one.join()
    two.join()
