"""No await between read and write. What no await divides is one piece to other tasks."""
# Changed: the counter is read
# behind the await.

import asyncio

counter = 0


async def add():
    global counter
    await asyncio.sleep(0)
    seen = counter
    counter = seen + 1


async def main():
    a = asyncio.create_task(add())
    b = asyncio.create_task(add())
    await a
    await b


asyncio.run(main())
print(counter)
