/** Small programs of tasks that wait for each other in every way that `asyncio` has and the lab knows. A `sleep(0)` may be any time. */
export const loopPrograms: Readonly<Record<string, string>> = {
  'gather: results in order, of calls and tasks, of a list, of nothing': `
import asyncio
async def double(n):
    await asyncio.sleep(0)
    print(n)
    return 2 * n
async def both(a, b):
    one, other = await asyncio.gather(double(a), double(b))
    return one + other
async def main():
    task = asyncio.create_task(double(1))
    results = await asyncio.gather(task, both(2, 3))
    print(results[0], results[1])
    tasks = [asyncio.create_task(double(n)) for n in range(2)]
    again = await asyncio.gather(*tasks)
    same = await asyncio.gather(*tasks)
    none = await asyncio.gather()
    print(sum(again), sum(same), len(none))
    print(sum(await asyncio.gather(*[double(n) for n in range(2)])), sum(await asyncio.gather(*(double(n) for n in range(1)))))
asyncio.run(main())
`,
  'gather: the first failure comes at once, the others go on': `
import asyncio
async def fails(n):
    await asyncio.sleep(0)
    raise ValueError(f"no {n}")
async def works():
    await asyncio.sleep(0)
    print("worked")
    return 1
async def main():
    left = asyncio.create_task(works())
    try:
        await asyncio.gather(fails(1), left, fails(2))
    except ValueError as e:
        print(f"{e}", left.cancelled())
    print(await left)
asyncio.run(main())
`,
  'gather: with return_exceptions all are waited for': `
import asyncio
async def fails():
    raise ValueError("no")
async def works():
    await asyncio.sleep(0)
    return 1
async def main():
    bad = asyncio.create_task(fails())
    good = asyncio.create_task(works())
    stopped = asyncio.create_task(works())
    stopped.cancel()
    await asyncio.gather(bad, good, stopped, return_exceptions=True)
    print(bad.done(), good.result(), stopped.cancelled())
    try:
        print(bad.result())
    except ValueError as e:
        print(f"{e}")
asyncio.run(main())
`,
  'gather: cancelled, it cancels what it waits for': `
import asyncio
async def slow(n):
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        print(f"stopped {n}")
        raise
async def all():
    await asyncio.gather(slow(1), slow(2))
    print("never")
async def main():
    task = asyncio.create_task(all())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("main knows", task.cancelled())
    one = asyncio.create_task(slow(3))
    other = asyncio.create_task(asyncio_sleep())
    one.cancel()
    try:
        await asyncio.gather(one, other)
    except asyncio.CancelledError:
        print("one is enough", other.done())
    print(await other)
async def asyncio_sleep():
    await asyncio.sleep(0.01)
    return 4
asyncio.run(main())
`,
  'a lock: first come, first served, and handed on when who waits is cancelled': `
import asyncio
async def take(lock, n):
    async with lock:
        print(n, lock.locked())
        await asyncio.sleep(0)
async def main():
    lock = asyncio.Lock()
    print(lock.locked(), await lock.acquire())
    tasks = [asyncio.create_task(take(lock, n)) for n in range(3)]
    await asyncio.sleep(0.002)
    tasks[1].cancel()
    lock.release()
    await asyncio.gather(*tasks, return_exceptions=True)
    print(tasks[1].cancelled(), lock.locked())
    try:
        lock.release()
    except RuntimeError as e:
        print(f"{e}")
asyncio.run(main())
`,
  'a lock goes from one to the other, as nobody takes it twice before one who waits': `
import asyncio
async def twice(lock, n):
    for i in range(2):
        async with lock:
            print(n)
            await asyncio.sleep(0)
async def main():
    lock = asyncio.Lock()
    await asyncio.gather(twice(lock, 1), twice(lock, 2))
asyncio.run(main())
`,
  semaphores: `
import asyncio
inside = 0
most = 0
async def work(room):
    global inside, most
    async with room:
        inside += 1
        most = max(most, inside)
        await asyncio.sleep(0)
        inside -= 1
async def main():
    room = asyncio.Semaphore(2)
    await asyncio.gather(work(room), work(room), work(room))
    print(most, room.locked())
    bounded = asyncio.BoundedSemaphore()
    await bounded.acquire()
    waits = asyncio.create_task(work(bounded))
    await asyncio.sleep(0)
    waits.cancel()
    bounded.release()
    try:
        await waits
    except asyncio.CancelledError:
        print("cancelled")
    try:
        bounded.release()
    except ValueError as e:
        print(f"{e}")
asyncio.run(main())
`,
  events: `
import asyncio
async def wait(event, n):
    print(await event.wait(), n)
async def main():
    event = asyncio.Event()
    first = asyncio.create_task(wait(event, 1))
    second = asyncio.create_task(wait(event, 2))
    await asyncio.sleep(0)
    print(event.is_set())
    event.set()
    await first
    await event.wait()
    event.clear()
    await second
    late = asyncio.create_task(wait(event, 3))
    await asyncio.sleep(0)
    late.cancel()
    try:
        await late
    except asyncio.CancelledError:
        print("late", event.is_set())
asyncio.run(main())
`,
  'a queue with a bound': `
import asyncio
async def produce(queue):
    for n in range(3):
        await queue.put(n)
    await queue.put(-1)
async def consume(queue):
    total = 0
    while True:
        n = await queue.get()
        queue.task_done()
        if n < 0:
            return total
        total += n
        await asyncio.sleep(0)
async def main():
    queue = asyncio.Queue(1)
    maker = asyncio.create_task(produce(queue))
    total = await consume(queue)
    await queue.join()
    await maker
    print(total, queue.empty(), queue.qsize(), queue.maxsize, queue.full())
    try:
        queue.get_nowait()
    except asyncio.QueueEmpty:
        print("empty")
    queue.put_nowait(7)
    try:
        queue.put_nowait(8)
    except asyncio.QueueFull as e:
        print(f"full{e}")
    print(queue.get_nowait())
asyncio.run(main())
`,
  'two take from a queue, are waited for, and are cancelled': `
import asyncio
done = 0
async def worker(queue):
    global done
    while True:
        n = await queue.get()
        await asyncio.sleep(0)
        done += n
        queue.task_done()
async def main():
    queue = asyncio.Queue()
    workers = [asyncio.create_task(worker(queue)) for i in range(2)]
    for n in range(2):
        queue.put_nowait(n + 1)
    await queue.join()
    for one in workers:
        one.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
    print(done, workers[0].cancelled())
asyncio.run(main())
`,
  'what is ready when main ends has one more turn': `
import asyncio
async def nap(n):
    await asyncio.sleep(0)
    print(n)
async def two():
    await asyncio.gather(nap(1), nap(2))
async def stops():
    asyncio.create_task(two())
    raise ValueError("no")
async def main():
    try:
        await asyncio.create_task(stops())
    except ValueError:
        print("end")
asyncio.run(main())
`,
  'what waits when main ends is cancelled': `
import asyncio
async def nested(lock, event, queue):
    try:
        await asyncio.gather(asyncio.create_task(inner(event)), inner(event))
    finally:
        print("nested")
async def inner(event):
    await event.wait()
async def waits_for(lock, event, queue, n):
    try:
        if n == 0:
            async with lock:
                print("never")
        else:
            await queue.get()
    finally:
        print(n)
async def main():
    lock = asyncio.Lock()
    event = asyncio.Event()
    queue = asyncio.Queue()
    await lock.acquire()
    asyncio.create_task(waits_for(lock, event, queue, 0))
    asyncio.create_task(waits_for(lock, event, queue, 1))
    asyncio.create_task(nested(lock, event, queue))
    await asyncio.sleep(0)
    print("over")
asyncio.run(main())
`,
  'to_thread: results, a failure, and a loop that goes on meanwhile': `
import asyncio
import threading
import time
lock = threading.Lock()
total = 0
def work(n, by=1):
    global total
    time.sleep(0.001)
    with lock:
        total += n * by
    return n
def fails():
    raise ValueError("no")
async def beside():
    await asyncio.sleep(0)
    print("beside")
async def main():
    a, b, c = await asyncio.gather(asyncio.to_thread(work, 1), beside(), asyncio.to_thread(work, 2, by=3))
    print(a, b, c, total)
    try:
        await asyncio.to_thread(fails)
    except ValueError as e:
        print(f"{e}")
    print(await asyncio.to_thread(work, n=4))
asyncio.run(main())
print(total)
`,
  'to_thread: who waits is cancelled, the thread goes on, and the run waits for it': `
import asyncio
import time
worked = 0
def work():
    global worked
    time.sleep(0.004)
    worked = 1
async def wait():
    try:
        await asyncio.to_thread(work)
    except asyncio.CancelledError:
        print("cancelled")
        raise
async def main():
    task = asyncio.create_task(wait())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
        print("in time")
    except asyncio.CancelledError:
        print("main knows")
asyncio.run(main())
print("over", worked)
`,
  'locks of asyncio in opposite order': `
import asyncio
async def both(first, second):
    async with first:
        await asyncio.sleep(0)
        async with second:
            print("both")
async def main():
    a = asyncio.Lock()
    b = asyncio.Lock()
    await asyncio.gather(both(a, b), both(a, b))
asyncio.run(main())
`
}

/** The same with timeouts, as they are from Python 3.12 on. */
export const timeoutPrograms: Readonly<Record<string, string>> = {
  'wait_for: work that is done in time or not, and is cancelled where it waits': `
import asyncio
async def work(n):
    try:
        await asyncio.sleep(0)
        print("worked")
        await asyncio.sleep(0)
        return n
    finally:
        print("left")
async def main():
    try:
        print(await asyncio.wait_for(work(5), 0.002))
    except TimeoutError as e:
        print(f"late{e}")
    task = asyncio.create_task(work(6))
    try:
        print(await asyncio.wait_for(task, timeout=0.002))
    except asyncio.TimeoutError:
        print("late", task.cancelled())
asyncio.run(main())
`,
  'wait_for: a lock, an event, a queue': `
import asyncio
async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    try:
        await asyncio.wait_for(lock.acquire(), 0.002)
    except TimeoutError:
        print("no lock")
    queue = asyncio.Queue()
    filler = asyncio.create_task(fill(queue))
    try:
        print(await asyncio.wait_for(queue.get(), 0.002))
    except TimeoutError:
        print("nothing", queue.qsize())
    await filler
    event = asyncio.Event()
    event.set()
    print(await asyncio.wait_for(event.wait(), None))
async def fill(queue):
    await asyncio.sleep(0)
    await queue.put(7)
asyncio.run(main())
`,
  'timeout: around a block, one in the other': `
import asyncio
async def main():
    try:
        async with asyncio.timeout(0.003):
            try:
                async with asyncio.timeout(0.002):
                    await asyncio.sleep(0)
                    print("in time")
            except TimeoutError:
                print("inner")
            await asyncio.sleep(0)
            print("on")
    except TimeoutError:
        print("outer")
    print("end")
asyncio.run(main())
`,
  'timeout: what is cancelled by somebody else is no timeout': `
import asyncio
async def work():
    try:
        async with asyncio.timeout(0.003):
            await asyncio.sleep(60)
    except TimeoutError:
        print("late")
    except asyncio.CancelledError:
        print("cancelled")
        raise
async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("main knows")
    print(task.done())
asyncio.run(main())
`,
  'timeout: an exception in the block, and a return out of it': `
import asyncio
async def fails():
    async with asyncio.timeout(0.003):
        await asyncio.sleep(0)
        raise ValueError("no")
async def returns():
    async with asyncio.timeout(0.003):
        for i in range(3):
            if i == 1:
                return i
            await asyncio.sleep(0)
async def main():
    try:
        await fails()
    except ValueError as e:
        print(f"{e}")
    except TimeoutError:
        print("late")
    try:
        print(await returns())
    except TimeoutError:
        print("late again")
asyncio.run(main())
`,
  'timeout: whoever swallows the request goes on': `
import asyncio
async def main():
    try:
        async with asyncio.timeout(0.002):
            try:
                await asyncio.sleep(0)
                print("slept")
            except asyncio.CancelledError:
                print("swallowed")
            await asyncio.sleep(0)
            print("on")
    except TimeoutError:
        print("late")
    print("end")
asyncio.run(main())
`
}

/** The same with groups of tasks, as they are from Python 3.13 on where requests to stop from inside and from outside meet. */
export const groupPrograms: Readonly<Record<string, string>> = {
  'TaskGroup: waits for all, and gives their results': `
import asyncio
async def work(n):
    await asyncio.sleep(0)
    print(n)
    return n * 10
async def main():
    async with asyncio.TaskGroup() as group:
        a = group.create_task(work(1), name="one")
        b = group.create_task(work(2))
        print("made")
    print(a.result() + b.result())
    async with asyncio.TaskGroup():
        pass
    print("end")
asyncio.run(main())
`,
  'TaskGroup: the first failure cancels the others, and all come out together': `
import asyncio
async def works(n):
    try:
        await asyncio.sleep(0)
        print("worked")
    except asyncio.CancelledError:
        print("cancelled")
        raise
async def fails(n):
    await asyncio.sleep(0)
    print("fails")
    raise ValueError(f"{n}")
async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails(1))
            group.create_task(works(2))
            group.create_task(fails(3))
    except ExceptionGroup as e:
        print(f"{e}")
asyncio.run(main())
`,
  'TaskGroup: a failure cancels the block, which waits for something else': `
import asyncio
async def fails():
    await asyncio.sleep(0)
    raise ValueError("no")
async def main():
    event = asyncio.Event()
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
            try:
                await event.wait()
            finally:
                print("block left")
    except ExceptionGroup as e:
        print(f"{e}")
    await asyncio.sleep(0)
    print("not cancelled any more")
asyncio.run(main())
`,
  'TaskGroup: an exception in the block cancels the tasks and comes out in a group': `
import asyncio
async def work():
    try:
        await asyncio.sleep(60)
    finally:
        print("left")
async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work())
            await asyncio.sleep(0)
            raise ValueError("no")
    except ExceptionGroup as e:
        print(f"{e}")
asyncio.run(main())
`,
  'TaskGroup: cancelled from outside, while its block or its tasks run': `
import asyncio
async def work(n):
    try:
        await asyncio.sleep(60)
    finally:
        print(n)
async def all(early):
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(work(1))
            if early:
                await asyncio.sleep(60)
    finally:
        print("all")
async def main():
    for early in [True, False]:
        task = asyncio.create_task(all(early))
        await asyncio.sleep(0)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            print("main knows", task.cancelled())
asyncio.run(main())
`,
  'TaskGroup: within a time': `
import asyncio
async def work():
    await asyncio.sleep(0)
    print("worked")
async def main():
    try:
        async with asyncio.timeout(0.002):
            async with asyncio.TaskGroup() as group:
                group.create_task(work())
                group.create_task(work())
    except TimeoutError:
        print("late")
    print("end")
asyncio.run(main())
`,
  'TaskGroup: left by a return': `
import asyncio
async def work(n):
    await asyncio.sleep(0)
    print(n)
async def first():
    async with asyncio.TaskGroup() as group:
        for n in range(3):
            group.create_task(work(n))
            if n == 1:
                return n
async def main():
    print(await first())
asyncio.run(main())
`
}
