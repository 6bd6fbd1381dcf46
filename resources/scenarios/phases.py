"""Two phases. Each writes its own cell, then reads that of the other."""
# Look for: all pairs that can be
# printed. One pair can not: which?

import threading

written = [0, 0]
seen = [0, 0]


def work(i):
    written[i] = i + 1
    seen[i] = written[1 - i]


threads = [
    threading.Thread(
        target=work,
        args=(i,),
        name=f"worker-{i}",
    )
    for i in range(2)
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(seen[0], seen[1])
