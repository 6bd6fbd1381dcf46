import asyncio
import json

failed = 0


async def fail():
    global failed
    failed += 1
    raise ValueError('nobody asks')


async def main():
    asyncio.create_task(fail())
    await asyncio.sleep(0.01)


asyncio.run(main())
print(json.dumps({'tasks': {'raised': failed, 'taskStarted': 2, 'threadEnded': 2}}))
