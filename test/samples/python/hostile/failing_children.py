"""Child processes that fail in every way, and a pool whose worker leaves without a word."""
import concurrent.futures
import multiprocessing
import os
import sys
import time


def fails():
    raise ValueError("the child fails")


def leaves():
    sys.exit(7)


def dies():
    os._exit(8)


def sleeps():
    time.sleep(600)


def square(number):
    if number == 3:
        os._exit(9)
    return number * number


if __name__ == "__main__":
    context = multiprocessing.get_context("fork")
    for work in (fails, leaves, dies):
        child = context.Process(target=work)
        child.start()
        child.join()
        print(child.exitcode)
    child = context.Process(target=sleeps)
    child.start()
    child.terminate()
    child.join()
    print(child.exitcode)
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=context) as pool:
        try:
            pool.submit(square, 3).result()
        except concurrent.futures.process.BrokenProcessPool as error:
            print(type(error).__name__)
    with context.Pool(2) as pool:
        print(pool.map(square, [1, 2, 4]), pool.starmap(pow, [(2, 3), (3, 2)]))
        try:
            pool.apply_async(square, (3,)).get(timeout=0.5)
        except multiprocessing.TimeoutError:
            print("its work is lost")
        print(pool.apply(square, (5,)), list(pool.imap(square, range(3))))
        try:
            pool.map(len, [1])
        except TypeError as error:
            print(error)
    daemon = context.Process(target=sleeps, daemon=True)
    daemon.start()
    print("leaving")
