import asyncio
import json

calls = 0


def work(number):
    global calls
    calls += 1
    return number


async def main():
    loop = asyncio.get_running_loop()
    for number in range(4):
        assert await loop.run_in_executor(None, work, number) == number


asyncio.run(main())
print(json.dumps({'': {'workBegan': calls, 'workEnded': calls, 'waitBegan': calls}, 'tasks': {'taskStarted': 1}}))
