"""A watchdog: a timer that is wound up again as long as the work shows signs of life, and that barks in the end."""
import json
import threading

barked = threading.Event()
wound = []


def wind(seconds):
    for timer in wound[-1:]:
        timer.cancel()
    timer = threading.Timer(seconds, barked.set)
    wound.append(timer)
    timer.start()


for _ in range(3):
    wind(60)
wind(0.01)
barked.wait()
for timer in wound:
    timer.join()
print(json.dumps({"barked": {"set": 1}, "timer.finished": {"woken": 1}, "timer #4.finished": {"waitBegan": 1, "timedOut": 1}}))
