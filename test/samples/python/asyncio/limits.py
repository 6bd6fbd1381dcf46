import asyncio
import json

gave_up = 0


async def main():
    global gave_up
    lock = asyncio.Lock()
    await lock.acquire()
    for _ in range(3):
        try:
            await asyncio.wait_for(lock.acquire(), 0.02)
        except asyncio.TimeoutError:
            gave_up += 1
    lock.release()


asyncio.run(main())
print(json.dumps({'lock': {'acquired': 1, 'released': 1, 'requested': gave_up, 'timedOut': gave_up}}))
