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

/** The model finds every event of the run again, and prints the same. */
function goesTheSameWay(text: string, trace: Trace): void {
  const program = compiled(text)
  const followed = followRun(program, trace)
  expect(followed).toMatchObject({ departure: null, found: followed.events })
  const run = startRun(program, { tool: 'test', set: {} })
  const steps = replay(followed.schedule)
  if (!steps.ok) throw new Error(steps.problem.what)
  run.play(steps.value, followed.steps)
  expect(run.output().map(({ text: line }) => line)).toEqual(
    statisticsOf(trace)
      .output.filter(({ stream }) => stream === 'stdout')
      .map(({ text: line }) => line)
  )
}

test.concurrent.each(scenarios)('$file on real threads goes the same way in the model', { timeout: 60_000 }, async ({ text }) => {
  const { trace } = await recordProgram(worker, text, { timeoutMs: 15_000 })
  goesTheSameWay(text, trace)
})

test.runIf(pythons.length > 0).each(scenarios)('$file under Python goes the same way in the model', { timeout: 60_000 }, async ({ file, text }) => {
  const plan = planFor('any_script.py', { path: resolve(top, 'resources/scenarios', file), source: text, detail: 'access' })
  const run = watch({ ...plan, python: pythons[0]?.path ?? null, timeoutMs: 15_000 })
  await run.recording.ended
  goesTheSameWay(text, run.trace())
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
