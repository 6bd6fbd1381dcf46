"""A coroutine hands work to its own loop and waits for the result without an await: the loop never comes to it."""
import asyncio


async def answer():
    return 42


async def main():
    loop = asyncio.get_running_loop()
    result = asyncio.run_coroutine_threadsafe(answer(), loop)
    print(result.result())


asyncio.run(main())
