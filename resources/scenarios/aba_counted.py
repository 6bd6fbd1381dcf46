"""ABA, with a count. The swap sees that the top has been away and came back."""
# Changed: every swap counts, and the
# count must not have changed either.

from threading import Lock, Thread

below = [1, 2, -1]
top = 0
count = 0
one = Lock()


def swap(seen, new):
    global top, count
    with one:  # in hardware: one step
        if count != seen:
            return False
        top = new
        count += 1
        return True


def pop():
    while True:
        seen = count
        old = top
        if swap(seen, below[old]):
            return old


def slow():
    print(f"slow has {pop()}")


def quick():
    plate = pop()
    print(f"quick has {pop()}")
    while True:
        seen = count
        below[plate] = top
        if swap(seen, plate):
            break


t1 = Thread(target=slow)
t2 = Thread(target=quick)
t1.start()
t2.start()
t1.join()
t2.join()
print("on top is", top)
