import json
import multiprocessing
import os
import sys
import threading
from multiprocessing.pool import ThreadPool


def who():
    return os.getpid() if multiprocessing.parent_process() else threading.current_thread().name


def square(number):
    return number * number, who()


def failing():
    raise ValueError(who())


if __name__ == "__main__":
    with ThreadPool(2) if sys.argv[1] == "threads" else multiprocessing.get_context(sys.argv[1]).Pool(2) as pool:
        one = pool.apply_async(square, (3,))
        failed = pool.apply_async(failing)
        ran = [one.get()]
        try:
            failed.get()
        except ValueError as error:
            failed_by = error.args[0]
        mapped = pool.map(square, range(4), chunksize=2)
        stream = pool.imap(square, range(3))
        streamed = list(stream)
    print(json.dumps({"squares": [value for value, _ in ran + mapped + streamed], "workers": [worker for _, worker in ran + mapped[::2] + streamed] + [failed_by]}))
