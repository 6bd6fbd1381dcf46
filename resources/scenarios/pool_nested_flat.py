"""Work that waits for nobody. Main asks for the pictures, then for the pages."""
# Changed: no work waits for other work
# of its pool; main passes results on.

from concurrent import futures

pool = futures.ThreadPoolExecutor(2)


def picture(n):
    return n * 10


def page(drawn):
    return drawn + 1


drawn = list(pool.map(picture, [1, 2]))
first = pool.submit(page, drawn[0])
second = pool.submit(page, drawn[1])
print(first.result(), second.result())
pool.shutdown()
