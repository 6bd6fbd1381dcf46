"""A worker fills a queue without a bound. Putting never waits."""
# Changed: the queue
# has no bound.

import asyncio


async def visit(pages):
    while True:
        links = await pages.get()
        print(links)
        for i in range(links):
            await pages.put(0)
        pages.task_done()


async def main():
    pages = asyncio.Queue()
    asyncio.create_task(visit(pages))
    await pages.put(2)
    await pages.join()


asyncio.run(main())
