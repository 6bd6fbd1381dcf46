"""A work item that waits for the result of another, which no worker is left to run."""
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="worker")


def inner():
    return 1


def outer():
    needed = pool.submit(inner)
    return needed.result()


answer = pool.submit(outer)
print(answer.result())
