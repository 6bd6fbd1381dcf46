import asyncio
import json

waits = notified = 0
full = False


async def consumer(changed):
    global waits
    async with changed:
        while not full:
            waits += 1
            await changed.wait()


async def main():
    global notified, full
    changed = asyncio.Condition()
    ready = asyncio.Event()
    tasks = [asyncio.create_task(consumer(changed), name='consumer-%d' % number) for number in range(3)]
    await asyncio.sleep(0)
    async with changed:
        full = True
        changed.notify_all()
        notified += 3
    ready.set()
    await ready.wait()
    await asyncio.gather(*tasks)


asyncio.run(main())
print(json.dumps({'changed': {'waitBegan': waits, 'notified': notified, 'woken': waits}, 'ready': {'set': 1, 'woken': 1}}))
