"""Two polite people. Each puts down the knife if the fork is taken."""
# Look for: both moving, and neither
# ever getting anywhere.

import threading

knife = threading.Lock()
fork = threading.Lock()


def eat(first, second):
    while True:
        first.acquire()
        if second.acquire(
            blocking=False
        ):
            break
        first.release()
    second.release()
    first.release()


t1 = threading.Thread(
    target=eat,
    args=(knife, fork),
)
t2 = threading.Thread(
    target=eat,
    args=(fork, knife),
)
t1.start()
t2.start()
t1.join()
t2.join()
print("both have eaten")
