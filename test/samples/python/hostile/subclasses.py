"""Makes classes of Python's own: a queue that is full from the start, a lock that cannot be one."""
import queue
import threading


class Worker(threading.Thread):
    def __init__(self):
        super().__init__(name="mine")
        self.result = None

    def run(self):
        self.result = self.name

    def join(self, *rest):
        print("join")
        return super().join(*rest)


class Full(queue.Queue):
    def _init(self, maxsize):
        super()._init(maxsize)
        self.queue.extend([1, 2])

    def get(self, *rest, **more):
        return "got", super().get(*rest, **more)


class Loud(threading.Event):
    def set(self):
        print("set")
        super().set()


class Two(threading.Semaphore):
    def __init__(self):
        super().__init__(2)


worker = Worker()
worker.start()
worker.join()
print(worker.result)
full = Full()
print(full.get(), full.get())
Loud().set()
two = Two()
print(two.acquire(), two.acquire(), two.acquire(False))
try:

    class Mine(type(threading.Lock())):
        pass

except TypeError as error:
    print(error)
