import threading

go = False


def make():
    count = 0

    def add():
        nonlocal count
        count += 1

    def show():
        return count

    return add, show


def watcher():
    while not go:
        pass


add, show = make()
t = threading.Thread(target=watcher)
t.start()
go = True
t.join()
add()
print(show())
