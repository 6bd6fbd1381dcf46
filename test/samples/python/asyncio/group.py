import asyncio
import json
import sys

done = 0


async def work():
    global done
    await asyncio.sleep(0.001)
    done += 1


async def main():
    if sys.version_info >= (3, 11):
        async with asyncio.TaskGroup() as group:
            for number in range(5):
                group.create_task(work(), name='worker-%d' % number)
    else:
        await asyncio.wait([asyncio.ensure_future(work()) for _ in range(5)])


asyncio.run(main())
print(json.dumps({'tasks': {'taskStarted': done + 1, 'threadEnded': done + 1, 'sleepBegan': done, 'raised': 0}}))
