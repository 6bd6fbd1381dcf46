"""One task holds a lock of threads while it awaits; another, on the same loop, asks for it."""
import asyncio
import threading

lock = threading.Lock()


async def work():
    with lock:
        await asyncio.sleep(0)


async def main():
    tasks = [asyncio.create_task(work()) for _ in range(2)]
    await tasks[0]
    await tasks[1]


asyncio.run(main())
