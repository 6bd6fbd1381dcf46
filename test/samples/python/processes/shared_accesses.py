import multiprocessing
import sys


def work(total, part, cells, word):
    total.value += 1
    part.value = 0.25
    cells[-1] = 9
    cells[0:2] = [4, 5]
    word.value = b"done"


if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1])
    total, part = context.Value("i", 41), context.Value("d", 0.5)
    cells = context.Array("i", [1, 2, 3])
    word = context.Array("c", b"begun")
    bare = context.Value("i", 7, lock=False)
    worker = context.Process(target=work, args=(total, part, cells, word), name="worker")
    worker.start()
    worker.join()
    try:
        cells[3]
    except IndexError:
        bare.value += 1
    print(total.value, part.value, list(cells), word.value, bare.value)
