"""A program that patches what the tracer patches."""
import json
import threading

made = []
plain = threading.Lock
start = threading.Thread.start


def counting_lock():
    made.append(1)
    return plain()


def loud_start(self):
    print("starts", self.name)
    start(self)


threading.Lock = counting_lock
threading.Thread.start = loud_start


class Named(threading.Thread):
    def __init__(self):
        super().__init__(name="named")

    def run(self):
        with lock:
            print("runs")


lock = threading.Lock()
thread = Named()
thread.start()
thread.join()
print(len(made))
