"""What pools do at their edges: refused work, a failing initializer, time limits, callbacks that fail, results that are set twice, subclasses."""
import concurrent.futures as futures
import logging
import pickle
import queue
import sys
import threading
import time
import weakref

logging.disable(logging.CRITICAL)


def tried(act):
    try:
        return act()
    except BaseException as error:
        return type(error).__name__


def fail():
    raise ValueError("no")


class Loud(futures.ThreadPoolExecutor):
    def submit(self, fn, *args, **kwargs):
        print("submits", fn.__name__)
        return super().submit(fn, *args, **kwargs)


class Own(futures.Future):
    pass


with Loud(2) as loud:
    print(loud.submit(pow, 2, 3).result(), list(loud.map(abs, [-1, -2])))
print(tried(lambda: loud.submit(pow, 2, 3)))
pool = futures.ThreadPoolExecutor(1)
gate = threading.Event()
first = pool.submit(gate.wait)
second = pool.submit(fail)
print(tried(lambda: list(pool.map(time.sleep, [0], timeout=0.01))), tried(lambda: second.result(0)), tried(lambda: second.exception(-1)))
print(tried(lambda: next(futures.as_completed([first, second], timeout=0.01))))
done, left = futures.wait([first, second], timeout=0.01)
print(len(done), len(left), first.running(), second.running(), first.cancel())
gate.set()
print(first.result(), tried(second.result), repr(second.exception()))
seen = []
first.add_done_callback(lambda future: seen.append(future.result()))
first.add_done_callback(lambda future: fail())
print(seen, len(futures.wait([first, second], return_when=futures.FIRST_EXCEPTION).done))
print(sorted(str(future.exception()) for future in futures.as_completed([first, second, second])))
pool.shutdown(wait=False)
pool.shutdown()
broken = futures.ThreadPoolExecutor(1, initializer=fail)
print(tried(broken.submit(pow, 1, 1).result), tried(lambda: broken.submit(pow, 1, 1)))
own = Own()
print(own.cancel(), own.cancel(), own.cancelled(), own.done(), tried(own.result), own.set_running_or_notify_cancel())
other = futures.Future()
print(other.set_running_or_notify_cancel(), tried(other.set_running_or_notify_cancel), other.cancel())
other.set_result(5)
print(tried(lambda: other.set_result(6)), tried(lambda: other.set_exception(ValueError())), other.result(), other.result(timeout=1))
print(tried(lambda: futures.ThreadPoolExecutor(0)), len(futures.wait([own], return_when="never").done), tried(lambda: pool.submit()))
jobs = queue.SimpleQueue()
print(isinstance(jobs, queue.SimpleQueue), tried(lambda: pickle.dumps(jobs)), tried(lambda: queue.SimpleQueue(3)), weakref.ref(jobs)() is jobs)
jobs.put(1, False)
jobs.put(2, block=True, timeout=-5)
print(jobs.get(block=False), jobs.get(timeout=5), tried(lambda: jobs.get(False)), tried(lambda: jobs.get(True, 0)), tried(lambda: jobs.get(timeout="1")))
timer = threading.Timer(60, fail)
print(timer.interval, timer.finished.is_set(), tried(lambda: threading.Timer()))
timer.start()
timer.cancel()
timer.join()
print(timer.finished.is_set(), timer.is_alive())
if hasattr(sys, "getrefcount"):
    gone = weakref.ref(pool.__class__(1))
    print(gone() is None)
