import multiprocessing
import sys


def flood(end, count):
    end.send("x" * count)
    print(len(end.recv()))


if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1] if len(sys.argv) > 1 else "fork")
    mine, yours = context.Pipe()
    other = context.Process(target=flood, args=(yours, 5_000_000), name="other")
    other.start()
    flood(mine, 5_000_000)
    other.join()
