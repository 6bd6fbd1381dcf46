import asyncio
import json
import time


async def other():
    await asyncio.sleep(0)


async def blocking():
    time.sleep(0.25)


async def main():
    await asyncio.gather(blocking(), *[other() for _ in range(5)])


asyncio.run(main())
print(json.dumps({'tasks': {'taskStarted': 7, 'threadEnded': 7}}))
