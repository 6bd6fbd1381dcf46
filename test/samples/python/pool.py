"""A pool of two: submit, map, results, exceptions, callbacks, cancelling, time limits, and both ways to wait for several futures."""
import json
import threading
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ThreadPoolExecutor, TimeoutError, as_completed, wait

gate = threading.Event()
called = []


def square(number):
    return number * number


def closed():
    gate.wait()
    return "open"


def broken():
    raise ValueError("no")


def ready():
    called.append("initialised")


with ThreadPoolExecutor(max_workers=2, thread_name_prefix="pool", initializer=ready) as pool:
    first = pool.submit(square, 3)
    assert first.result() == 9
    first.add_done_callback(lambda future: called.append(future.result()))
    failing = pool.submit(broken)
    assert isinstance(failing.exception(timeout=10), ValueError)
    squares = list(pool.map(square, range(4)))
    waiting = [pool.submit(closed) for _ in range(2)]
    late = pool.submit(square, 5)
    try:
        waiting[0].result(timeout=0.01)
    except TimeoutError:
        called.append("too early")
    assert late.cancel() and not waiting[0].cancel()
    try:
        late.result()
    except CancelledError:
        called.append("cancelled")
    gate.set()
    done, left = wait(waiting)
    completed = [future.result() for future in as_completed(waiting)]
    wait([pool.submit(square, 6)], return_when=FIRST_COMPLETED)
by_hand = Future()
threading.Thread(target=by_hand.set_result, args=("by hand",)).start()
assert by_hand.result() == "by hand"
called[:] = [word for word in called if word != "initialised"]
print(squares, completed, called, len(done), len(left))
print(json.dumps({"futures": 11, "works": 9, "cancelled": 1}))
