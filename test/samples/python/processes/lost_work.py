import multiprocessing
import os


def leave():
    os._exit(1)


if __name__ == "__main__":
    with multiprocessing.get_context("fork").Pool(1) as pool:
        result = pool.apply_async(leave)
        result.get()
