import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRun } from '../../src/core/simulator/run'
import { mulberry32, random } from '../../src/core/simulator/scheduler'
import { validate } from '../../src/core/trace/validate'
import { compiled } from '../core/simulator/compiled'
import { noPython, pythons } from '../recorders/python/pythons'
import { builtWorker } from '../recorders/threads/builtWorker'
import { recordProgram } from '../recorders/threads/recordProgram'
import { cameTo, canComeTo } from './cameTo'
import { groupPrograms, loopPrograms, timeoutPrograms } from './loopPrograms'

const named = Object.entries({ ...loopPrograms, ...timeoutPrograms, ...groupPrograms })
/** The lab keeps to what `asyncio` does since Python 3.11, where semaphores are handed on in order, and with timeouts to what it does since 3.12. */
const recent = (name: string): readonly string[] =>
  pythons.filter(({ version }) => Number(version.split('.')[1]) >= (Object.hasOwn(timeoutPrograms, name) ? 12 : 11)).map(({ path }) => path)

let worker = ''
let remove = async (): Promise<void> => undefined
beforeAll(async () => {
  ;({ file: worker, remove } = await builtWorker())
})
afterAll(() => remove())

/** Lets tasks sleep up to 4 ms where they may: then they get ready in any order. */
const withSleeps = (source: string, seed: number): string => {
  const chance = mulberry32(seed)
  return source.replaceAll('sleep(0)', () => (chance() < 0.3 ? 'sleep(0)' : `sleep(${(chance() * 0.004).toFixed(4)})`))
}

const printedBy = (ends: readonly string[]): string[] => ends.flatMap((end) => (JSON.parse(end) as { output?: string[] }).output?.join('|') ?? [])

test.skipIf(noPython).each(named)('every Python, %s: what is printed is among what can be', async (name, source) => {
  const possible = printedBy(canComeTo(compiled(source)))
  const paths = recent(name)
  for (const [seed, path] of [...paths, ...paths].entries()) {
    const run = promisify(execFile)(path, ['-c', seed === 0 ? source : withSleeps(source, seed)], { timeout: 20_000 })
    expect(possible).toContain((await run).stdout.trimEnd().replaceAll(/\r?\n/g, '|'))
  }
})

test.each(named)('real threads, %s: what a run comes to is among all that it can come to', async (_, source) => {
  const ends = canComeTo(compiled(source))
  for (let seed = 1; seed <= 3; seed++) {
    const { trace } = await recordProgram(worker, withSleeps(source, seed), { timeoutMs: 60_000 })
    expect(ends).toContain(cameTo(trace))
    expect(validate(trace)).toEqual({ ok: true, value: null })
  }
})

test.each(named)('%s: comes to the same whether all orders are searched or only those that differ', (_, source) => {
  expect(canComeTo(compiled(source), 'reduced').toSorted()).toEqual(canComeTo(compiled(source)).toSorted())
})

test.each(named)('%s: what a run by hand tells is in order', (_, source) => {
  const program = compiled(source)
  for (let seed = 1; seed <= 5; seed++) {
    const run = startRun(program, { tool: 'test' })
    run.play(random(seed), 10_000)
    expect(validate(run.trace())).toEqual({ ok: true, value: null })
  }
})
