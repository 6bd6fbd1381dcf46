import asyncio


async def worker(jobs):
    while True:
        await jobs.get()  # and nobody says task_done


async def main():
    jobs = asyncio.Queue()
    task = asyncio.create_task(worker(jobs), name='worker')
    for number in range(3):
        await jobs.put(number)
    await jobs.join()
    task.cancel()


asyncio.run(main())
