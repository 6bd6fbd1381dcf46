"""Two downloads and a sum. Main adds up what the threads have fetched."""
# Look for: all sums that can be
# printed.

import threading

size = [0, 0]


def fetch(i):
    size[i] = 10 * (i + 1)


threads = [
    threading.Thread(
        target=fetch,
        args=(i,),
        name=f"fetch-{i}",
    )
    for i in range(2)
]
for t in threads:
    t.start()
print("fetched", size[0] + size[1])
