import asyncio
import json

balance = 0
updates = 0


async def deposit(turn):
    global balance, updates
    for _ in range(10):
        seen = balance
        await asyncio.sleep(0)
        balance = seen + 1
        updates += 1


async def main():
    turn = asyncio.Event()
    await asyncio.gather(deposit(turn), deposit(turn))


asyncio.run(main())
assert balance < updates
print(json.dumps({'tasks': {'taskStarted': 3, 'suspended': updates + 1, 'sleepBegan': 0}}))
