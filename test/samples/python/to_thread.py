import asyncio


def slow(number):
    return number


async def main():
    loop = asyncio.get_running_loop()
    print(await asyncio.gather(*(loop.run_in_executor(None, slow, number) for number in range(2))))


asyncio.run(main())
