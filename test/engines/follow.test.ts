import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { statisticsOf } from '../../src/core/analysis/statistics'
import { followRun } from '../../src/core/simulator/follow'
import { startRun } from '../../src/core/simulator/run'
import { replay } from '../../src/core/simulator/scheduler'
import type { Trace } from '../../src/core/trace/trace'
import { compiled } from '../core/simulator/compiled'
import { pythons } from '../recorders/python/pythons'
import { planFor, top, watch } from '../recorders/python/recordedRun'
import { builtWorker } from '../recorders/threads/builtWorker'
import { recordProgram } from '../recorders/threads/recordProgram'
import { scenarios } from '../scenarios/scenarios'

let worker = ''
let remove = async (): Promise<void> => undefined
beforeAll(async () => {
  ;({ file: worker, remove } = await builtWorker())
})
afterAll(() => remove())

/** How far the model went along, and what it and the real run printed. */
function wayOf(text: string, trace: Trace) {
  const program = compiled(text)
  const { departure, found, events, schedule, steps } = followRun(program, trace)
  const run = startRun(program, { tool: 'test', set: {} })
  const taken = replay(schedule)
  if (!taken.ok) throw new Error(taken.problem.what)
  run.play(taken.value, steps)
  const printed = statisticsOf(trace).output.filter(({ stream }) => stream === 'stdout')
  return { departure, missed: events - found, model: run.output().map((line) => line.text), real: printed.map((line) => line.text) }
}
const theSame = ({ real }: { readonly real: readonly string[] }) => ({ departure: null, missed: 0, model: real, real })

test.concurrent.each(scenarios)('$file on real threads goes the same way in the model', async ({ text }) => {
  const { trace } = await recordProgram(worker, text, { timeoutMs: 60_000 })
  const way = wayOf(text, trace)
  expect(way).toEqual(theSame(way))
})

const ofThreads = scenarios.filter(({ file }) => !file.startsWith('task_'))

test.runIf(pythons.length > 0).each(ofThreads)('$file under Python goes the same way in the model', async ({ file, text }) => {
  const plan = planFor('any_script.py', { path: resolve(top, 'resources/scenarios', file), source: text, detail: 'access' })
  const run = watch({ ...plan, python: pythons[0]?.path ?? null, timeoutMs: 60_000 })
  await run.recording.ended
  const way = wayOf(text, run.trace())
  expect(way).toEqual(theSame(way))
})

test.runIf(pythons.length > 0)('tasks under Python are not followed, and that is told', async () => {
  const { file, text } = scenarios.find((scenario) => scenario.file === 'task_update.py') ?? { file: '', text: '' }
  const plan = planFor('any_script.py', { path: resolve(top, 'resources/scenarios', file), source: text, detail: 'access' })
  const run = watch({ ...plan, python: pythons[0]?.path ?? null, timeoutMs: 60_000 })
  await run.recording.ended
  expect(wayOf(text, run.trace()).departure?.what).toBe('the model does not follow tasks of a real event loop')
})

test('a run that the model cannot follow says at which event and why', async () => {
  const { trace } = await recordProgram(
    worker,
    'import threading\nlock = threading.Lock()\ndef work():\n    lock.acquire()\n    lock.release()\nt = threading.Thread(target=work)\nt.start()\nt.join()\n'
  )
  const other = compiled(
    'import threading\nlock = threading.Lock()\ndef work():\n    print("no lock")\nt = threading.Thread(target=work)\nt.start()\nt.join()\n'
  )
  const { found, departure } = followRun(other, trace)
  expect(found).toBe(1)
  expect(trace.events.line[departure?.row ?? 0]).toBe(4)
  expect(departure?.what).toBe(`in the model the thread comes to 'printed "no lock"' instead`)
})
