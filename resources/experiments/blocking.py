"""One call of 0.3 s in an event loop in which something ticks every 5 ms. Argument: await, block, thread."""
import asyncio
import sys
import time

from measure import measured
from sensors import run

SECONDS = 0.3


async def tick(gaps):
    before = time.perf_counter()
    while True:
        await asyncio.sleep(0.005)
        now = time.perf_counter()
        gaps.append(now - before)
        before = now


async def together(how):
    gaps = []
    ticking = asyncio.ensure_future(tick(gaps))
    await asyncio.sleep(0.05)
    if how == 'await':
        await asyncio.sleep(SECONDS)
    elif how == 'block':
        time.sleep(SECONDS)
    else:
        await asyncio.get_event_loop().run_in_executor(None, time.sleep, SECONDS)
    await asyncio.sleep(0.05)
    ticking.cancel()
    return {'stall': max(gaps)}


if __name__ == '__main__':
    measured(lambda: run(together(sys.argv[1])))
