import { describe, expect, test } from 'vitest'
import { departureWords } from '../../src/core/scenes/orders/departureWords'
import { followRun } from '../../src/core/simulator/following/follow'
import type { Trace } from '../../src/core/trace/trace'
import { compiled } from '../core/simulator/compiled'
import { pythons } from '../recorders/python/pythons'
import { planFor, run } from '../recorders/python/recordedRun'
import { groupPrograms, loopPrograms, timeoutPrograms } from './loopPrograms'
import { taskPrograms } from './taskPrograms'
import { theSame, wayOf } from './wayOf'

const minor = ({ version }: { readonly version: string }): number => Number(version.split('.')[1])
/** One Python of each version that has all of `asyncio` that the lab knows. */
const recent = pythons.filter((python, at) => minor(python) >= 11 && pythons.findIndex((other) => minor(other) === minor(python)) === at)
const older = recent.filter((python) => minor(python) < 12)

const recorded = async (source: string, python: string): Promise<Trace> => (await run(planFor('any_script.py', { source, python, detail: 'access' }))).trace

describe.each(recent)('Python $version', ({ path }) => {
  test.each(Object.entries({ ...taskPrograms, ...loopPrograms, ...timeoutPrograms, ...groupPrograms }))(
    '%s: goes the same way in the model, turn by turn',
    async (_, source) => {
      const way = wayOf(source, await recorded(source, path))
      expect(way).toEqual(theSame(way))
    }
  )
})

/** What is said of a run of one program that another one is to follow. */
function departureOf(source: string, trace: Trace): string | null {
  const { departure } = followRun(compiled(source), trace)
  return departure === null ? null : departureWords(trace, departure).replace(/^.*?, at/, 'at')
}

const ends = `
import asyncio
async def work(n):
    await asyncio.sleep(0)
    print(n)
async def main():
    task = asyncio.create_task(work(1))
    await task
asyncio.run(main())
`
const late = `
import asyncio
async def work():
    await asyncio.sleep(0.05)
async def main():
    try:
        await asyncio.wait_for(work(), 0.01)
    except asyncio.TimeoutError:
        print("late")
asyncio.run(main())
`
const fails = `
import asyncio
async def bad():
    await asyncio.sleep(0)
    raise ValueError("no")
async def good():
    await asyncio.sleep(60)
async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(good())
            group.create_task(bad())
    except ExceptionGroup:
        print("group")
asyncio.run(main())
`
const beside = `
import asyncio
def work():
    print("worked")
async def main():
    await asyncio.to_thread(work)
asyncio.run(main())
`
const gathered = `
import asyncio
async def work():
    pass
async def main():
    task = asyncio.create_task(work())
    await task
    await asyncio.gather(task)
    print("end")
asyncio.run(main())
`

/** A program that runs, a change to its text, and what is said when the changed one is to follow. */
const changes: readonly (readonly [what: string, source: string, from: string, to: string, said: RegExp])[] = [
  [
    'one more turn at the end of a task',
    ends,
    '    print(n)\n',
    '    print(n)\n    await asyncio.sleep(0)\n',
    /^.*Task-2 \(work\) ends; in the model it lets others run \(line 6\) instead$/
  ],
  ['one turn less', ends, '    await asyncio.sleep(0)\n', '', /^at line 4, Task-2 \(work\) lets others run; in the model it prints 1 \(line 4\) instead$/],
  ['another line', ends, 'print(n)', 'print(n + 1)', /^at line 5, Task-2 \(work\) prints 1; in the model it prints 2 \(line 5\) instead$/],
  ['no time that could be over', late, 'work(), 0.01', 'work(), None', /in the model (?:nobody asks it to|it has no time that could be over)$/],
  ['a group in which nobody fails', fails, '    raise ValueError("no")\n', '    pass\n', /asks .* to end; in the model nobody asks it to$/],
  [
    'a group in which nobody is left to be stopped',
    fails,
    '    await asyncio.sleep(60)\n',
    '    pass\n',
    /Task-2 \(good\) waits: sleep\(60\); in the model it ends \(line 11\) instead$/
  ],
  [
    'work that is done by the task itself',
    beside,
    'await asyncio.to_thread(work)',
    'work()',
    /puts .* into work of asyncio; in the model it prints worked \(line 4\) instead$/
  ],
  [
    'other work in a thread',
    beside,
    'print("worked")',
    'print("other")',
    /^at line 4, asyncio_0 prints worked; in the model it prints other \(line 4\) instead$/
  ],
  [
    'a turn that is no gather',
    gathered,
    'await asyncio.gather(task)',
    'await asyncio.sleep(0)\n    await asyncio.sleep(0)',
    /Task-1 \(main\) .*; in the model it/
  ]
]

describe.each(recent)('Python $version', ({ path }) => {
  test.each(changes)('a program with %s does not pass for the one that ran', async (_, source, from, to, said) => {
    const other = source.replace(from, to)
    expect(other).not.toBe(source)
    const trace = await recorded(source, path)
    expect(departureOf(source, trace)).toBeNull()
    expect(departureOf(other, trace)).toMatch(said)
  })
})

const nested = `
import asyncio
async def main():
    try:
        async with asyncio.timeout(0.02):
            async with asyncio.timeout(60):
                await asyncio.sleep(0)
                print("in time")
            async with asyncio.timeout(60):
                await asyncio.sleep(60)
    except TimeoutError:
        print("late")
asyncio.run(main())
`
test.each(recent)('Python $version: of blocks in each other that one is over whose time was', async ({ path }) => {
  const way = wayOf(nested, await recorded(nested, path))
  expect(way).toEqual(theSame(way))
  expect(way.real).toEqual(['in time', 'late'])
})

test.runIf(older.length > 0)('before Python 3.12 others may come in where wait_for begins, which is told in a sentence', async () => {
  const source = `
import asyncio
async def other():
    print("other")
async def work():
    print("work")
async def main():
    task = asyncio.create_task(other())
    await asyncio.wait_for(work(), 60)
    await task
asyncio.run(main())
`
  const trace = await recorded(source, older[0]?.path ?? '')
  expect(departureOf(source, trace)).toBe(
    'at line 9, Task-1 (main) waits: wait_for(60); in the model it prints work (line 6) instead: before Python 3.12 `wait_for` has its work done by a task of its own, in the model by the one that waits'
  )
})

const lacking = pythons.filter((python) => minor(python) < 11)
test.runIf(lacking.length > 0)('a Python that lacks what the program asks for is told by its exception', async () => {
  const source = timeoutPrograms['timeout: around a block, one in the other'] ?? ''
  expect(departureOf(source, await recorded(source, lacking[0]?.path ?? ''))).toBe(
    "at line 5, Task-1 (main) raises AttributeError (module 'asyncio' has no attribute 'timeout') and ends; in the model it lets others run (line 8) instead"
  )
})
