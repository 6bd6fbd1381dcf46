import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context


def square(number):
    return number * number


if __name__ == "__main__":
    context = get_context(sys.argv[2])
    if sys.argv[1] == "Pool":
        with context.Pool(2) as pool:
            results = [pool.apply_async(square, (number,)) for number in range(5)]
            print(results[4].get())
            time.sleep(0.3)
            pool.close()
            pool.join()
    else:
        with ProcessPoolExecutor(max_workers=2, mp_context=context) as pool:
            results = [pool.submit(square, number) for number in range(5)]
            print(results[4].result())
            refused = pool.submit(square, threading.Lock())
            print(refused.exception() is not None)
            waiting = [pool.submit(time.sleep, 0.1) for _ in range(8)]
            print(waiting[7].cancel())
            print(waiting[0].result())
            time.sleep(0.8)
