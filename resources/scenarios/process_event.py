"""An event of threads between processes. The process sets its copy, and nobody hears of it."""
# Look for: done and Process-1: done are two events.

from multiprocessing import Process
from threading import Event

done = Event()


def work():
    done.set()


if __name__ == "__main__":
    process = Process(target=work)
    process.start()
    done.wait()
    process.join()
    print("done")
