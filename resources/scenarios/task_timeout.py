"""A timeout in the middle of a transfer. What was taken away never arrives."""
# Look for: where the task waits
# when the timeout cancels it.

import asyncio

here = 100
there = 0


async def move(n):
    global here, there
    await asyncio.sleep(0)
    here -= n
    await asyncio.sleep(0.001)
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
