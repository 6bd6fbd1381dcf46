"""A sum of results. Work returns its part, and main alone adds."""
# Changed: nothing is shared but
# the pool and its futures.

from concurrent import futures


def part(n):
    return n


total = 0
pool = futures.ThreadPoolExecutor(2)
for n in pool.map(part, [1, 2]):
    total += n
pool.shutdown()
print(total)
