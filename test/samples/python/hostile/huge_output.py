"""Megabytes of lines by both ways: Python's own, and past it."""
import os
import sys
import threading

MEGABYTES = 4
line = "x" * 99


def shout():
    for _ in range(MEGABYTES * 5000):
        print(line)


thread = threading.Thread(target=shout)
thread.start()
for _ in range(MEGABYTES * 50):
    os.write(1, (line + "\n").encode() * 100)
thread.join()
sys.stderr.write("done\n")
