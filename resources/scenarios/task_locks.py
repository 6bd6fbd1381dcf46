"""Two locks of asyncio in opposite order. Each task has what the other awaits."""
# Look for: the ring of tasks and locks,
# while nobody has the loop.

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
        move(a, b), move(b, a)
    )


asyncio.run(main())
