"""An event of multiprocessing between processes. It is one for all, and main goes on."""
# Changed: Event comes from multiprocessing.

from multiprocessing import Event, Process

done = Event()


def work():
    done.set()


if __name__ == "__main__":
    process = Process(target=work)
    process.start()
    done.wait()
    process.join()
    print("done")
