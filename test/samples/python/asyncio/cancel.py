import asyncio
import json

asked = cancelled = stubborn = 0


async def long():
    global cancelled
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        cancelled += 1
        raise


async def deaf():
    global stubborn
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        stubborn += 1


async def main():
    global asked
    tasks = [asyncio.create_task(long()) for _ in range(4)] + [asyncio.create_task(deaf())]
    await asyncio.sleep(0)
    for task in tasks:
        asked += 1
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


asyncio.run(main())
print(json.dumps({'tasks': {'taskStarted': 6, 'cancelAsked': asked, 'cancelled': cancelled, 'threadEnded': 6}}))
