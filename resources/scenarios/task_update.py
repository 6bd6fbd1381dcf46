"""A lost update across an await. Only one task runs at a time, and yet they disturb each other."""
# Look for: what another task writes
# while one is suspended.

import asyncio

counter = 0


async def add():
    global counter
    seen = counter
    await asyncio.sleep(0)
    counter = seen + 1


async def main():
    a = asyncio.create_task(add())
    b = asyncio.create_task(add())
    await a
    await b


asyncio.run(main())
print(counter)
