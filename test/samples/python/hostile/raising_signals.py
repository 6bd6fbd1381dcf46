"""A handler that raises, in the middle of whatever main does: time limits are often made so."""
import queue
import signal
import threading

lock = threading.Lock()
jobs = queue.SimpleQueue()
caught = 0


class TimeIsUp(Exception):
    pass


def ring(number, frame):
    raise TimeIsUp


signal.signal(signal.SIGALRM, ring)
count = 0
while caught < 100:
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.0005)
        while True:
            count += 1
            jobs.put(count)
    except TimeIsUp:
        caught += 1
signal.setitimer(signal.ITIMER_REAL, 0)
done = threading.Event()
threading.Thread(target=done.set, name="setter").start()
done.wait()
print("end", caught)
lock.acquire()
lock.acquire()
