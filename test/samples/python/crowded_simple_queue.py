import queue
import sys
import threading

sys.setswitchinterval(1e-6)
crowd = queue.SimpleQueue()


def give(begin):
    for number in range(begin, begin + 1000):
        crowd.put(number)
    crowd.put(None)


def take():
    while crowd.get() is not None:
        pass


threads = [threading.Thread(target=give, args=(1000 * number,)) for number in range(4)] + [threading.Thread(target=take) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
