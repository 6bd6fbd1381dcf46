"""A lock given back before the await. Nobody suspends with a lock of threads in hand."""
# Changed: the await stands
# behind the `with`.

import asyncio
import threading

lock = threading.Lock()


async def work(n):
    with lock:
        print(n)
    await asyncio.sleep(0)


async def main():
    a = asyncio.create_task(work(1))
    b = asyncio.create_task(work(2))
    await a
    await b


asyncio.run(main())
