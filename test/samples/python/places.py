import threading

cells = [0, 0, 0]
book = {"a": 0, -1: 0}


def work(last):
    cells[last] = 1
    cells[-1] += 1
    cells[-last] = 3
    cells[True] += 4
    book["a"] = 5
    book[-1] = 6
    cells[-4] = 7


t = threading.Thread(target=work, args=(2,))
t.start()
t.join()
print(cells, book)
