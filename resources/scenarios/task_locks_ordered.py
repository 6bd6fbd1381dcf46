"""Two locks of asyncio in one order. Who has the first gets the second too."""
# Changed: both tasks
# take the locks in the same order.

import asyncio


async def move(first, second):
    async with first:
        await asyncio.sleep(0)
        async with second:
            print("moved")


async def main():
    a = asyncio.Lock()
    b = asyncio.Lock()
    await asyncio.gather(
        move(a, b), move(a, b)
    )


asyncio.run(main())
