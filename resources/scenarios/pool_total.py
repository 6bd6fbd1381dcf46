"""A sum made in a pool. Each piece of work adds to one total."""
# Look for: what a worker adds
# between another's read and write.

from concurrent import futures

N = 2
total = 0


def add(n):
    global total
    total += n


pool = futures.ThreadPoolExecutor(2)
for n in range(1, N + 1):
    pool.submit(add, n)
pool.shutdown()
print(total)
