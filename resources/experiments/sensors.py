"""Five hundred simulated sensors, each of which takes 5 ms to answer. Arguments: way (serial, asyncio, threads), workers."""
import asyncio
import sys
import time

from measure import measured, one_by_one, in_threads

SENSORS = 500
SECONDS = 0.005


async def read(sensor):
    await asyncio.sleep(SECONDS)
    return sensor


async def gathered():
    return await asyncio.gather(*[read(sensor) for sensor in range(SENSORS)])


def run(coroutine):
    if hasattr(asyncio, 'run'):
        return asyncio.run(coroutine)
    return asyncio.get_event_loop().run_until_complete(coroutine)


if __name__ == '__main__':
    way, workers = sys.argv[1], int(sys.argv[2])
    if way == 'asyncio':
        measured(lambda: {'read': len(run(gathered()))})
    else:
        spread = in_threads if way == 'threads' else one_by_one
        measured(lambda: spread(workers, lambda _: time.sleep(SECONDS), list(range(SENSORS))))
