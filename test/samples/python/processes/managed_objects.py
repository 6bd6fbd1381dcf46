import multiprocessing
import queue
import sys
import time
from multiprocessing.managers import SyncManager


class Slow:
    def think(self):
        until = time.monotonic() + 0.9  # longer than a standstill takes to be recognised
        while time.monotonic() < until:
            pass
        return 42


class Own(SyncManager):
    pass


Own.register("Slow", Slow)


def add(counts, lock, times):
    for _ in range(times):
        with lock:
            counts["all"] = counts["all"] + 1


def feed(jobs, ready):
    time.sleep(0.1)
    for number in range(3):
        jobs.put(number)
    ready.set()


if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1])
    manager = Own(ctx=context)
    manager.start()
    counts, lock = manager.dict(all=0), manager.Lock()
    jobs, ready = manager.Queue(), manager.Event()
    workers = [context.Process(target=add, args=(counts, lock, 20), name="adder %d" % number) for number in range(2)]
    workers.append(context.Process(target=feed, args=(jobs, ready), name="feeder"))
    for worker in workers:
        worker.start()
    got = [jobs.get() for _ in range(3)]
    ready.wait()
    for worker in workers:
        worker.join()
    try:
        jobs.get(timeout=0.05)
    except queue.Empty:
        print("empty")
    changed = manager.Condition()
    with changed:
        with changed:
            print(changed.wait(0.05))
    few = manager.BoundedSemaphore(1)
    for free in (lock, few):
        try:
            free.release()
        except (RuntimeError, ValueError) as error:
            print(type(error).__name__)
    print([name for name in counts])
    print(counts["all"], got, manager.Slow().think())
    manager.shutdown()
