"""Two downloads, then the sum. Main waits until both threads have ended."""
# Changed: main joins before it adds up.

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
for t in threads:
    t.join()
print("fetched", size[0] + size[1])
