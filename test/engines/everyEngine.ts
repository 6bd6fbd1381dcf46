import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mulberry32 } from '../../src/core/simulator/scheduler'
import { validate } from '../../src/core/trace/validate'
import { compiled } from '../core/simulator/compiled'
import { noPython, pythons } from '../recorders/python/pythons'
import { builtWorker } from '../recorders/threads/builtWorker'
import { recordProgram } from '../recorders/threads/recordProgram'
import { cameTo, canComeTo } from './cameTo'
import { everyEnding } from './everyEnding'
import { withRandomSleeps } from './withRandomSleeps'

// from 3.14 on a process of Linux is no copy: the lab does what fork does; and a line is one write, as it is one step in the lab
const forking = `
import builtins, multiprocessing, sys
multiprocessing.set_start_method("fork")
builtins.print = lambda *values: sys.stdout.write(" ".join(map(str, values)) + "\\n")
`

/** Tests that programs, by their names, come to nothing on real threads and under every Python that the search has not found, and to the same by the orders that differ. */
export function testOnEveryEngine(programs: Readonly<Record<string, string>>): void {
  const named = Object.entries(programs)

  let worker = ''
  let remove = async (): Promise<void> => undefined
  beforeAll(async () => {
    ;({ file: worker, remove } = await builtWorker())
  })
  afterAll(() => remove())

  test.each(named)('real threads, %s: what a run comes to is among all that it can come to, whatever is recorded', async (_, source) => {
    const possible = canComeTo(compiled(source))
    for (const seed of [null, 1, 2]) {
      const { trace } = await recordProgram(worker, seed === null ? source : withRandomSleeps(source, mulberry32(seed)), { timeoutMs: 60_000 })
      expect(possible).toContain(cameTo(trace))
      expect(validate(trace)).toMatchObject({ ok: true })
    }
    const { trace } = await recordProgram(worker, source, { timeoutMs: 60_000, detail: 'sync' })
    expect(outputs(possible)).toContain(outputs([cameTo(trace)])[0])
  })

  test.each(named)('%s: comes to the same whether all orders are searched or only those that differ', (_, source) => {
    expect(canComeTo(compiled(source), 'reduced').toSorted()).toEqual(canComeTo(compiled(source)).toSorted())
  })

  test.skipIf(noPython).each(named)('every Python, %s: what is printed is among what can be', async (_, source) => {
    const possible = everyEnding(compiled(source)).map(({ output }) => output.toSorted().join('|'))
    const printed = await Promise.all(
      pythons.map(async ({ path }) => (await promisify(execFile)(path, ['-c', forking + source], { timeout: 120_000 })).stdout.trimEnd().split(/\r?\n/))
    )
    // a process of CPython writes its lines out when it ends, so their order says nothing
    for (const lines of printed) expect(possible).toContain(lines.toSorted().join('|'))
  })
}

const outputs = (ends: readonly string[]): string[] =>
  ends.map((end) => {
    const { output, failed }: { readonly output?: readonly string[]; readonly failed?: readonly string[] } = JSON.parse(end)
    return JSON.stringify({ output, failed })
  })
