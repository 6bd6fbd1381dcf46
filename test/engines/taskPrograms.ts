/** Small programs that together use every word of `asyncio` that the lab knows. */
export const taskPrograms: Readonly<Record<string, string>> = {
  'results and failures': `
import asyncio
async def double(n, by=2):
    await asyncio.sleep(0.001)
    return n * by
async def fails():
    await asyncio.sleep(0)
    raise ValueError("no")
async def main():
    tasks = [asyncio.create_task(double(n, by=3)) for n in range(2)]
    bad = asyncio.create_task(fails())
    print(await double(10))
    results = [await task for task in tasks]
    print(sum(results), tasks[0].done(), tasks[0].result())
    try:
        await bad
    except ValueError as e:
        print(f"{e}", bad.cancelled())
    late = asyncio.create_task(double(1))
    try:
        print(late.result())
    except asyncio.InvalidStateError as e:
        print(f"{e}")
    print(await late)
asyncio.run(main())
`,
  'cancelled while it sleeps, before it begins, and when it is over': `
import asyncio
async def work():
    try:
        await asyncio.sleep(60)
        print("whole")
    except Exception:
        print("never")
    except asyncio.CancelledError:
        print("cancelled")
        raise
    finally:
        print("left")
async def main():
    slow = asyncio.create_task(work(), name="slow")
    await asyncio.sleep(0)
    asked = slow.cancel()
    print(asked)
    try:
        await slow
    except asyncio.CancelledError:
        print("main knows")
    again = slow.cancel()
    print(again, slow.cancelled())
    early = asyncio.create_task(work())
    early.cancel()
    try:
        await early
    except asyncio.CancelledError:
        print("early")
asyncio.run(main())
`,
  'cancelling goes on to what is awaited': `
import asyncio
async def inner():
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        print("inner")
        return 5
async def outer(task):
    print(await task)
async def main():
    first = asyncio.create_task(inner())
    second = asyncio.create_task(outer(first))
    await asyncio.sleep(0.001)
    second.cancel()
    try:
        await second
        print("went on")
    except asyncio.CancelledError:
        print("stopped")
asyncio.run(main())
`,
  'main fails, and what is left is cancelled': `
import asyncio
async def work():
    try:
        await asyncio.sleep(60)
    finally:
        print("cleaned")
async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    raise ValueError("main")
async def last():
    return 1
try:
    asyncio.run(main())
except ValueError as e:
    print(f"{e}")
print(asyncio.run(last()))
`,
  'a thread beside the loop': `
import asyncio
import threading
lock = threading.Lock()
count = 0
def beside():
    global count
    with lock:
        count += 1
async def step():
    global count
    with lock:
        seen = count
    await asyncio.sleep(0)
    with lock:
        count = seen + 1
async def main():
    t = threading.Thread(target=beside)
    t.start()
    a = asyncio.create_task(step())
    await step()
    await a
    t.join()
asyncio.run(main())
print(count)
`,
  'a gather of one that has ended waits for the others': `
import asyncio
async def work(n):
    await asyncio.sleep(0.01)
    return n
async def main():
    task = asyncio.create_task(work(1))
    await task
    a, b = await asyncio.gather(task, work(2))
    print(a, b)
    print((await asyncio.gather(task))[0])
asyncio.run(main())
`,
  'a shielded task goes on when who waits for it is cancelled': `
import asyncio
async def work():
    await asyncio.sleep(0.01)
    print("done")
    return 7
async def waits(task):
    try:
        print("got", await asyncio.shield(task))
    except asyncio.CancelledError:
        print("stopped waiting")
async def main():
    task = asyncio.create_task(work())
    waiter = asyncio.create_task(waits(task))
    await asyncio.sleep(0)
    waiter.cancel()
    await asyncio.wait([task, waiter])
    print(task.result(), task.cancelled(), await asyncio.shield(task))
asyncio.run(main())
`,
  'what a shielded task fails with, or that it was cancelled, comes to who waits': `
import asyncio
async def work(n):
    if n == 1:
        raise ValueError("no")
    await asyncio.sleep(60)
async def later(task):
    task.cancel()
async def main():
    try:
        await asyncio.shield(work(1))
    except ValueError as e:
        print(e)
    task = asyncio.create_task(work(2))
    await asyncio.sleep(0)
    canceller = asyncio.create_task(later(task))
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        print("cancelled", task.cancelled())
    await canceller
asyncio.run(main())
`,
  'a shield outlives a timeout': `
import asyncio
async def work():
    await asyncio.sleep(0.02)
    return 5
async def main():
    task = asyncio.create_task(work())
    try:
        print(await asyncio.wait_for(asyncio.shield(task), 0.01))
    except asyncio.TimeoutError:
        print("late", task.cancelled())
    print(await task)
asyncio.run(main())
`,
  'wait for the first that has ended, and for all': `
import asyncio
async def work(n):
    await asyncio.sleep(0.01)
    return n
async def main():
    tasks = [asyncio.create_task(work(n)) for n in [1, 2]]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print(tasks[0].done() or tasks[1].done())
    await asyncio.wait(tasks)
    print(tasks[0].result() + tasks[1].result())
    await asyncio.wait(tasks, return_when="FIRST_COMPLETED")
    print("again")
asyncio.run(main())
`,
  'wait for the first that has failed, where one that was cancelled has not': `
import asyncio
async def fails():
    await asyncio.sleep(0)
    raise ValueError("no")
async def sleeps():
    await asyncio.sleep(60)
async def main():
    bad = asyncio.create_task(fails())
    dropped = asyncio.create_task(sleeps())
    long = asyncio.create_task(sleeps())
    await asyncio.sleep(0)
    dropped.cancel()
    await asyncio.wait([bad, dropped, long], return_when=asyncio.FIRST_EXCEPTION)
    print(bad.done(), long.done())
    long.cancel()
    await asyncio.wait([long, dropped])
    try:
        bad.result()
    except ValueError as e:
        print(e)
asyncio.run(main())
`,
  'who waits for several and is cancelled leaves them alone, and hears no more of them': `
import asyncio
async def work(n):
    await asyncio.sleep(0.01)
    return n
async def waits(tasks):
    try:
        await asyncio.wait(tasks)
        print("all")
    except asyncio.CancelledError:
        print("cancelled")
        await asyncio.sleep(0)
        print("slept")
async def main():
    tasks = [asyncio.create_task(work(n)) for n in [1, 2]]
    waiter = asyncio.create_task(waits(tasks))
    await asyncio.sleep(0)
    waiter.cancel()
    await waiter
    print(await tasks[0] + await tasks[1])
asyncio.run(main())
`,
  'an await binds closer than any operator': `
import asyncio
async def f(n):
    await asyncio.sleep(0)
    return n
async def main():
    print(await f(1) + await f(2))
    print(10 - await f(3) - 2, 2 * await f(3) + 1, 2 + await f(3) * await f(4) - 1)
    print(await f(2) ** 3, 2 ** await f(3) ** 2, await f(9) // 2 % 3, await f(6) & 3 | 8)
    print(await f(1) + 1 == 2 and await f(2) - 1 < 2, not await f(1) - 1)
    x = 5
    x -= await f(1) + 1
    print(x, (await f(1)) + 1, [await f(1) + 1][0], 100 - await f(1) - await f(2) - await f(3))
    print(1 << await f(2) + 1, 3 - (await f(1) - 1) - 1)
asyncio.run(main())
`,
  'what an await gives is awaited, in brackets': `
import asyncio
async def inner():
    await asyncio.sleep(0)
    return 4
async def outer():
    return asyncio.create_task(inner())
async def main():
    y = 1
    print(await (await outer()) + y, -await (await outer()), not await (await outer()))
    print(2 ** await (await outer()) - 1, await inner() if y else 2, await inner() == 4, await inner() and y)
    print(await inner() * 2 if await inner() - 4 else await inner() + 1)
asyncio.run(main())
`
}
