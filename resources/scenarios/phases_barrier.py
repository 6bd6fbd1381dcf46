"""Two phases with a barrier. Nobody reads before all have written."""
# Changed: a barrier between the phases.

import threading

written = [0, 0]
seen = [0, 0]
barrier = threading.Barrier(2)


def work(i):
    written[i] = i + 1
    barrier.wait()
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
