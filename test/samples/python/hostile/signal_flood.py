"""Signals that come while the recorder writes the accesses down, with a handler that takes a lock."""
import signal
import threading

lock = threading.RLock()
rung = 0
turns = 0


def ring(number, frame):
    global rung
    with lock:
        rung += 1


signal.signal(signal.SIGALRM, ring)
signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)
while rung < 400:
    turns += 1
signal.setitimer(signal.ITIMER_REAL, 0)
print(turns > 0)
