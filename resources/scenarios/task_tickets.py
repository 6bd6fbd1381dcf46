"""The last seat is sold twice. Both tasks look before either has paid."""
# Look for: what is no longer true
# behind the await.

import asyncio

seats = 1


async def buy(name):
    global seats
    if seats > 0:
        await asyncio.sleep(0)
        seats -= 1
        print(name)


async def main():
    await asyncio.gather(
        buy("Ann"), buy("Bob")
    )


asyncio.run(main())
print(seats)
