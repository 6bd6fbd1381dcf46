import { expect, test } from 'vitest'
import { eventWords } from '../../../src/core/scenes/eventWords'
import { eventAt } from '../../../src/core/trace/decode'
import type { Trace } from '../../../src/core/trace/trace'
import { validate } from '../../../src/core/trace/validate'
import { after, ran } from './ran'

const futures = `from concurrent.futures import ThreadPoolExecutor, as_completed
import threading
go = threading.Event()
def slow():
    go.wait()
    return 0
def quick():
    return 1
with ThreadPoolExecutor(2) as pool:
    a = pool.submit(slow)
    b = pool.submit(quick)
    for f in as_completed([a, b]):
        print(f.result())
        go.set()
`

const tasks = (until: string): string => `import asyncio
async def slow(go):
    await go.wait()
async def quick():
    await asyncio.sleep(0.1)
async def main():
    go = asyncio.Event()
    a = asyncio.create_task(slow(go), name="a")
    b = asyncio.create_task(quick(), name="b")
    await asyncio.wait([a, b]${until})
    print(a.done(), b.done())
    go.set()
    await a
asyncio.run(main())
`

/** What a thread or task does about results and ends of others, in words. */
function wordsOf(trace: Trace, who: string): string[] {
  const events = Array.from({ length: trace.events.length }, (_, row) => eventAt(trace.events, row)).filter(
    ({ thread }) => trace.threads.get(thread)?.name === who
  )
  return events.filter(({ type }) => ['waitBegan', 'woken', 'timedOut', 'joinBegan', 'joined'].includes(type)).map((event) => eventWords(trace, event))
}

test('who waits for any of several results is told to, and goes on from the one that came', () => {
  // main submits both and waits; the second comes first
  const run = after(futures, '0')
  expect(run.choices()[0]?.words).toBe('waits for the result of `a` or `b`')
  const trace = ran(futures, '0 1 1 2 2 0').trace()
  expect(validate(trace)).toMatchObject({ ok: true })
  expect(wordsOf(trace, 'MainThread').slice(0, 2)).toEqual(['begins to wait for the result of a, or of another', 'goes on from b'])
  expect(wordsOf(trace, 'MainThread').filter((words) => words.startsWith('gives up'))).toEqual([])
})

test('a task that waits for the first end of several is told to, and which one it was', () => {
  const trace = ran(tasks(', return_when="FIRST_COMPLETED"')).trace()
  expect(validate(trace)).toMatchObject({ ok: true })
  expect(wordsOf(trace, 'Task-1').slice(0, 2)).toEqual(['waits for a, or another, to end', 'sees b ended'])
  expect(wordsOf(trace, 'Task-1').filter((words) => words.startsWith('gives up'))).toEqual([])
})
