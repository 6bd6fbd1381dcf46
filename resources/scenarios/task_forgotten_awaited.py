"""A task that is awaited. Main ends when its work is done."""
# Changed: main keeps the task
# and awaits it.

import asyncio

saved = 0


async def save():
    global saved
    await asyncio.sleep(0)
    saved = 1


async def main():
    task = asyncio.create_task(save())
    await task


asyncio.run(main())
print(saved)
