import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRun } from '../../src/core/simulator/run'
import { random } from '../../src/core/simulator/scheduler'
import type { Trace } from '../../src/core/trace/trace'
import { compiled } from '../core/simulator/compiled'
import { noPython, pythons } from '../recorders/python/pythons'
import { planFor, run } from '../recorders/python/recordedRun'
import { builtWorker } from '../recorders/threads/builtWorker'
import { recordProgram } from '../recorders/threads/recordProgram'
import { scenarios } from '../scenarios/scenarios'
import { cameTo, canComeTo } from './cameTo'
import { everyEnding } from './everyEnding'
import { taskPrograms } from './taskPrograms'

const named = Object.entries(taskPrograms)
const ofTasks = scenarios.filter(({ file }) => file.startsWith('task_')).map(({ file, text }): [string, string] => [file, text])

let worker = ''
let remove = async (): Promise<void> => undefined
beforeAll(async () => {
  ;({ file: worker, remove } = await builtWorker())
})
afterAll(() => remove())

/** All that finished runs of a program print. */
const outputsOf = (source: string): string[] => everyEnding(compiled(source)).map(({ output }) => output.join('|'))

test.skipIf(noPython).each(named)('every Python, %s: what is printed is among what can be', async (_, source) => {
  const possible = outputsOf(source)
  const printed = await Promise.all(
    pythons.map(async ({ path }) => (await promisify(execFile)(path, ['-c', source], { timeout: 120_000 })).stdout.trimEnd().replaceAll(/\r?\n/g, '|'))
  )
  for (const lines of printed) expect(possible).toContain(lines)
})

test.each(named)('real threads, %s: what a run comes to is among all that it can come to', async (_, source) => {
  // nobody waits a minute here: on real threads a cancelled task finds out when its sleep is over
  const { trace } = await recordProgram(worker, source.replaceAll('sleep(60)', 'sleep(0.02)'), { timeoutMs: 60_000 })
  expect(canComeTo(compiled(source))).toContain(cameTo(trace))
})

test.each([...named, ...ofTasks])('%s: comes to the same whether all orders are searched or only those that differ', (_, source) => {
  expect(canComeTo(compiled(source), 'reduced').toSorted()).toEqual(canComeTo(compiled(source)).toSorted())
})

/** The lanes of tasks that a run has, as far as all engines name them alike: a real Python adds what they run. */
const lanesOf = (trace: Trace): string[] => [...trace.threads.values()].filter(({ loop }) => loop !== null).map(({ name }) => name.replace(/ \(.*/, ''))

const twice = `
import asyncio
async def one(n):
    await asyncio.sleep(0)
    return n
async def main(n):
    return await asyncio.create_task(one(n))
print(asyncio.run(main(1)))
print(asyncio.run(main(2)))
`

test.skipIf(noPython)('what the loop is run for is a task with a lane of its own on every engine', async () => {
  const real = await run(planFor('any_script.py', { source: twice }))
  const model = startRun(compiled(twice), { tool: 'test' })
  model.play(random(1), 10_000)
  const lanes = [real.trace, (await recordProgram(worker, twice)).trace, model.trace()].map(lanesOf)
  expect(lanes).toEqual(Array.from({ length: 3 }, () => ['Task-1', 'Task-2', 'Task-5', 'Task-6']))
})

test('a task that blocks keeps all others from running, and it is told who has the loop', () => {
  const source = scenarios.find(({ file }) => file === 'task_lock.py')?.text ?? ''
  expect(canComeTo(compiled(source)).filter((end) => end.includes('waits'))).toContain(
    JSON.stringify({ waits: ['MainThread Task-1', 'Task-1 Task-2', 'Task-2 event loop', 'Task-3 lock'] })
  )
})
