"""A timeout before or behind a transfer. Where nothing is awaited nothing is cancelled."""
# Changed: no await stands
# between taking and giving.

import asyncio

here = 100
there = 0


async def move(n):
    global here, there
    await asyncio.sleep(0)
    await asyncio.sleep(0.001)
    here -= n
    there += n


async def main():
    try:
        await asyncio.wait_for(
            move(30), 0.001
        )
    except asyncio.TimeoutError:
        print("too late")


asyncio.run(main())
print(here + there)
