import { afterAll, beforeAll, expect, test } from 'vitest'
import { mulberry32 } from '../../src/core/simulator/scheduler'
import { validate } from '../../src/core/trace/validate'
import { compiled } from '../core/simulator/compiled'
import { builtWorker } from '../recorders/threads/builtWorker'
import { recordProgram } from '../recorders/threads/recordProgram'
import { scenarios } from '../scenarios/scenarios'
import { cameTo, canComeTo } from './cameTo'
import { theSame, wayOf } from './wayOf'
import { withRandomSleeps } from './withRandomSleeps'

let worker = ''
let remove = async (): Promise<void> => undefined
beforeAll(async () => {
  ;({ file: worker, remove } = await builtWorker())
})
afterAll(() => remove())

// as it stands, and with sleeps, so that rare ends are seen too; a third of a second of processor time each, for the workers that come up. LAB_SLEEPS=20 for the long run
const seeds = [null, ...Array.from({ length: Number(process.env['LAB_SLEEPS'] ?? 1) }, (_, at) => at + 1)]

// side by side, as they mostly sleep or wait for workers
test.concurrent.each(scenarios)('real threads, $file: whatever it comes to, it can come to, and the model goes the same way', async ({ text }) => {
  const possible = canComeTo(compiled(text))
  const surprises: object[] = []
  const ways: ReturnType<typeof wayOf>[] = []
  for (const seed of seeds) {
    const source = seed === null ? text : withRandomSleeps(text, mulberry32(seed))
    const { trace } = await recordProgram(worker, source, { timeoutMs: 60_000 })
    const end = cameTo(trace)
    if (!possible.includes(end)) surprises.push({ end, source })
    expect(validate(trace)).toMatchObject({ ok: true })
    if (seed === null) ways.push(wayOf(text, trace))
  }
  expect(surprises).toEqual([])
  expect(ways).toEqual(ways.map(theSame))
})
