"""Fibonacci numbers by a pool: what is large is split by main, so that no work waits for work."""
import json
from concurrent.futures import ThreadPoolExecutor

N, SMALL = 12, 8


def fibonacci(number):
    return number if number < 2 else fibonacci(number - 1) + fibonacci(number - 2)


def parts(number):
    return [number] if number <= SMALL else parts(number - 1) + parts(number - 2)


with ThreadPoolExecutor(max_workers=4, thread_name_prefix="adder") as pool:
    work = parts(N)
    futures = [pool.submit(fibonacci, part) for part in work]
    print(sum(future.result() for future in futures))
print(json.dumps({"": {"workBegan": len(work), "workEnded": len(work)}, "futures[0]": {"set": 1, "woken": 1}}))
