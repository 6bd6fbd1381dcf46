"""Signals that come at any moment, with a handler that prints and locks."""
import itertools
import signal
import sys
import threading

lock = threading.RLock()
mine = threading.Lock()
rings = itertools.count(1)
rung = 0


def ring(number, frame):
    global rung
    turn = next(rings)
    with lock:
        if turn <= 3:
            sys.stdout.write("ring\n")
    rung = turn


signal.signal(signal.SIGALRM, ring)
signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
turns = 0
while rung < 200:
    with mine:
        turns += 1
    with lock:
        turns += 1
signal.setitimer(signal.ITIMER_REAL, 0)
print(turns > 200)
