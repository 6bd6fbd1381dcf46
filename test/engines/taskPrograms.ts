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
`
}
