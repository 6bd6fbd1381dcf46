import multiprocessing
import sys


def cross(first, second, meeting):
    with first:
        meeting.wait()
        with second:
            print("never")


if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1])
    meeting = context.Barrier(2)
    with context.Manager() as manager:
        left, right = manager.Lock(), manager.Lock()
        one = context.Process(target=cross, args=(left, right, meeting), name="one")
        two = context.Process(target=cross, args=(right, left, meeting), name="two")
        one.start()
        two.start()
        one.join()
        two.join()
