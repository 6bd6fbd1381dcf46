import asyncio

tasks = []


async def wait_for_next(number):
    await asyncio.sleep(0.001)
    await tasks[(number + 1) % 3]


async def main():
    for number in range(3):
        tasks.append(asyncio.create_task(wait_for_next(number), name='ring-%d' % number))
    await asyncio.wait(tasks)


asyncio.run(main())
