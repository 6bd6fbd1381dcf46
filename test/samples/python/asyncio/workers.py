import asyncio
import json

put = got = 0


async def worker(jobs):
    global got
    while True:
        await jobs.get()
        got += 1
        await asyncio.sleep(0)
        jobs.task_done()


async def main():
    global put
    jobs = asyncio.Queue(2)
    tasks = [asyncio.create_task(worker(jobs), name='worker-%d' % number) for number in range(3)]
    for number in range(20):
        await jobs.put(number)
        put += 1
    await jobs.join()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


asyncio.run(main())
print(json.dumps({'jobs': {'put': put, 'got': got, 'taskDone': got}, 'tasks': {'cancelled': 3, 'taskStarted': 4}}))
