"""A rate limiter: tokens come one by one, and callers wait at a condition until there is one for them."""
import json
import threading

N = 12
changed = threading.Condition()
tokens = 0
waits = 0
calls = 0


def call():
    global tokens, waits, calls
    with changed:
        while tokens == 0:
            waits += 1
            changed.wait()
        tokens -= 1
        calls += 1


def refill():
    global tokens
    for _ in range(N):
        with changed:
            tokens += 1
            changed.notify()


callers = [threading.Thread(target=call, name="caller-%d" % n) for n in range(N)]
tap = threading.Thread(target=refill, name="tap")
for thread in callers:
    thread.start()
tap.start()
for thread in callers + [tap]:
    thread.join()
print(calls)
print(json.dumps({
    "changed": {"waitBegan": waits, "woken": waits, "notified": N},
    "lock of changed": {"acquired": 2 * N + waits, "released": 2 * N + waits},
}))
