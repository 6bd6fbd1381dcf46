import asyncio
import json

most = inside = entered = 0


async def visit(door):
    global most, inside, entered
    async with door:
        inside += 1
        entered += 1
        most = max(most, inside)
        await asyncio.sleep(0.002)
        inside -= 1


async def main():
    door = asyncio.BoundedSemaphore(3)
    await asyncio.gather(*[visit(door) for _ in range(10)])


asyncio.run(main())
assert most == 3
print(json.dumps({'door': {'acquired': entered, 'released': entered, 'requested': entered - 3}}))
