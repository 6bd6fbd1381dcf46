"""A race: runners wait for the gun, and the last one at the line ends it."""
import json
import threading

RUNNERS = 5
gun = threading.Event()
line = threading.Condition(threading.Lock())
at_the_line = 0
waits = 0


def run():
    global at_the_line
    gun.wait()
    with line:
        at_the_line += 1
        line.notify()


runners = [threading.Thread(target=run, name="runner-%d" % n) for n in range(RUNNERS)]
for runner in runners:
    runner.start()
gun.set()
with line:
    while at_the_line < RUNNERS:
        waits += 1
        line.wait()
for runner in runners:
    runner.join()
print(at_the_line)
print(json.dumps({"gun": {"set": 1, "woken": RUNNERS}, "line": {"waitBegan": waits, "woken": waits, "notified": RUNNERS}}))
