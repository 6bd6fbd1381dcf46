"""A worker fills the queue that it empties. It waits for room that only itself could make."""
# Look for: who puts into the queue,
# and who would have to get.

import asyncio


async def visit(pages):
    while True:
        links = await pages.get()
        print(links)
        for i in range(links):
            await pages.put(0)
        pages.task_done()


async def main():
    pages = asyncio.Queue(1)
    asyncio.create_task(visit(pages))
    await pages.put(2)
    await pages.join()


asyncio.run(main())
