"""An event of multiprocessing between processes. It is one for all, and main goes on."""
# Changed: Event is of multiprocessing.

from multiprocessing import Event
from multiprocessing import Process

done = Event()


def work():
    done.set()


if __name__ == "__main__":
    process = Process(target=work)
    process.start()
    done.wait()
    process.join()
    print("done")
