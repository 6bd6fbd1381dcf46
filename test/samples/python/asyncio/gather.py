import asyncio
import json

asked = 0


async def fetch(number):
    global asked
    asked += 1
    await asyncio.sleep(0.01 * (number % 3))
    return number


async def main():
    answers = await asyncio.gather(*[fetch(number) for number in range(20)])
    assert answers == list(range(20))


asyncio.run(main())
print(json.dumps({'tasks': {'taskStarted': asked + 1, 'threadEnded': asked + 1, 'sleepBegan': asked - 7, 'cancelled': 0}}))
