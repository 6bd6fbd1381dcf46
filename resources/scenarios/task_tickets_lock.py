"""The last seat is sold once. A lock of asyncio holds from the look to the sale."""
# Changed: a lock is held
# across the await.

import asyncio

seats = 1


async def buy(name, lock):
    global seats
    async with lock:
        if seats > 0:
            await asyncio.sleep(0)
            seats -= 1
            print(name)


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(
        buy("Ann", lock),
        buy("Bob", lock),
    )


asyncio.run(main())
print(seats)
