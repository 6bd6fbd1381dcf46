import multiprocessing
import sys


def answer(end):
    asked = end.recv()
    end.send(asked + 1)


if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1] if len(sys.argv) > 1 else "fork")
    mine, yours = context.Pipe()
    other = context.Process(target=answer, args=(yours,), name="other")
    other.start()
    print(mine.recv())
    mine.send(1)
    other.join()
