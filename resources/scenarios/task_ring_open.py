"""One task awaits the other. There is an order in which they can end."""
# Changed: the second task
# awaits nobody.

import asyncio


async def one():
    await second
    return 1


async def two():
    return 2


async def main():
    global first, second
    first = asyncio.create_task(one())
    second = asyncio.create_task(two())
    print(await first)


asyncio.run(main())
