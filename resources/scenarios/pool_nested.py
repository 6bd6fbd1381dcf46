"""Work that waits for work. Each page asks the same pool for its picture."""
# Look for: both workers wait for
# pictures, and nobody makes one.

from concurrent import futures

pool = futures.ThreadPoolExecutor(2)


def picture(n):
    return n * 10


def page(n):
    drawn = pool.submit(picture, n)
    return drawn.result() + 1


first = pool.submit(page, 1)
second = pool.submit(page, 2)
print(first.result(), second.result())
pool.shutdown()
