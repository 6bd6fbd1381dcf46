import json
import os
import sys
import traceback
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context


def square(number, power=2):
    return number**power, os.getpid()


def failing():
    raise ValueError(os.getpid())


if __name__ == "__main__":
    with ProcessPoolExecutor(max_workers=2, mp_context=get_context(sys.argv[1])) as pool:
        ran = [pool.submit(square, number, power=2) for number in range(6)]
        failed = pool.submit(failing)
        mapped = list(pool.map(square, range(4), chunksize=2))
        error = failed.exception()
    workers = [future.result()[1] for future in ran] + [error.args[0]] + [process for _, process in mapped[::2]]
    words = "".join(traceback.format_exception(type(error), error, error.__traceback__))
    print(json.dumps({"squares": [future.result()[0] for future in ran], "workers": workers, "words": words}))
