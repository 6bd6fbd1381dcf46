"""ABA. A stack without a lock, on a compare-and-swap that looks only at the top."""
# Look for: a plate in two places.

from threading import Lock, Thread

below = [1, 2, -1]
top = 0
one = Lock()


def swap(old, new):
    global top
    with one:  # in hardware: one step
        if top != old:
            return False
        top = new
        return True


def pop():
    old = top
    while not swap(old, below[old]):
        old = top
    return old


def slow():
    print(f"slow has {pop()}")


def quick():
    plate = pop()
    print(f"quick has {pop()}")
    below[plate] = top
    while not swap(below[plate], plate):
        below[plate] = top


t1 = Thread(target=slow)
t2 = Thread(target=quick)
t1.start()
t2.start()
t1.join()
t2.join()
print("on top is", top)
