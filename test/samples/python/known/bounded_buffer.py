"""The bounded buffer with two conditions on one lock."""
import json
import threading
from collections import deque

PLACES, ITEMS = 3, 30
lock = threading.Lock()
not_full = threading.Condition(lock)
not_empty = threading.Condition(lock)
buffer = deque()
full_waits = empty_waits = 0


def produce(count):
    global full_waits
    for number in range(count):
        with not_full:
            while len(buffer) == PLACES:
                full_waits += 1
                not_full.wait()
            buffer.append(number)
            not_empty.notify()


def consume(count):
    global empty_waits
    for _ in range(count):
        with not_empty:
            while not buffer:
                empty_waits += 1
                not_empty.wait()
            buffer.popleft()
            not_full.notify()


threads = [threading.Thread(target=role, args=(ITEMS,), name="%s-%d" % (role.__name__, n)) for role in (produce, consume) for n in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(buffer))
waits = full_waits + empty_waits
print(json.dumps({
    "lock": {"acquired": 4 * ITEMS + waits, "released": 4 * ITEMS + waits, "holders": ["consume-0", "consume-1", "produce-0", "produce-1"]},
    "not_full": {"waitBegan": full_waits, "woken": full_waits, "notified": 2 * ITEMS},
    "not_empty": {"waitBegan": empty_waits, "woken": empty_waits, "notified": 2 * ITEMS},
}))
