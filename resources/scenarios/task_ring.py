"""Two tasks await each other. The loop is idle, and nothing will ever wake it."""
# Look for: the ring of tasks,
# while nobody has the loop.

import asyncio


async def one():
    await second
    return 1


async def two():
    await first
    return 2


async def main():
    global first, second
    first = asyncio.create_task(one())
    second = asyncio.create_task(two())
    print(await first)


asyncio.run(main())
