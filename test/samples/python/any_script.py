import asyncio
import logging
import queue
import random
import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

logging.basicConfig(level=logging.INFO)


@dataclass
class Job:
    number: int


jobs = queue.Queue()
ready = threading.Event()
condition = threading.Condition(threading.RLock())
seen = deque()


def consumer():
    ready.wait()
    while (job := jobs.get()) is not None:
        with condition:
            seen.append(job.number)
            condition.notify_all()


async def tick():
    await asyncio.sleep(0.001)
    return 1


thread = threading.Thread(target=consumer, daemon=True)
thread.start()
ready.set()
for number in range(5):
    jobs.put(Job(number))
with condition:
    condition.wait_for(lambda: len(seen) == 5, timeout=5)
jobs.put(None)
thread.join()
with ThreadPoolExecutor(max_workers=2) as pool:
    squares = list(pool.map(lambda n: n * n, range(4)))
timer = threading.Timer(0.01, print, args=("timer",))
timer.start()
timer.join()
logging.info("logged %s", random.Random(1).randint(1, 6) > 0)
print(sorted(seen), squares, asyncio.run(tick()))
