"""An event of threads between processes. The process sets its copy, and nobody hears of it."""
# Look for: Process-1: done. It is
# another event than done.

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
