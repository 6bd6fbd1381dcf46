"""A lock held across an await. The other task blocks the loop, so that the first never goes on."""
# Look for: who has the event loop,
# and who has the lock.

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
