import { type Arbitrary, sample } from 'fast-check'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createExploration, usualOptions } from '../../src/core/explorer/exploration'
import { compiled } from '../core/simulator/compiled'
import { pythons } from '../recorders/python/pythons'
import { builtWorker } from '../recorders/threads/builtWorker'
import { recordProgram } from '../recorders/threads/recordProgram'
import { cameTo, waysToEnd } from './cameTo'
import { poolProgram } from './generatedPools'
import { processProgram } from './generatedProcesses'

const kinds: readonly (readonly [kind: string, programs: Arbitrary<string>, seed: number])[] = [
  ['pools', poolProgram, 32],
  ['processes', processProgram, 33]
]
const searched = 20
const run = 10
// states of a program; larger ones are left out: they take longest and tell least
const most = 2_000

let worker = ''
let remove = async (): Promise<void> => undefined
beforeAll(async () => {
  ;({ file: worker, remove } = await builtWorker())
})
afterAll(() => remove())

// a line is one write, as it is one step in the lab; and how main ended is told as a line of its own
const told = (source: string): string => `
import builtins, multiprocessing, os, threading
multiprocessing.set_start_method("fork")
written = builtins.print
builtins.print = lambda *values, **more: written(*values, **more) if more else os.write(1, (" ".join(map(str, values)) + "\\n").encode())
try:
    exec(compile(${JSON.stringify(source)}, "program.py", "exec"), {"__name__": "__main__"})
    print("ended")
except BaseException as e:
    print("MainThread:", type(e).__name__)
`

// the messages and names are those of 3.11 to 3.13
const newest = pythons.find(({ version }) => /^3\.1[1-3]\b/.test(version))

/** What a run that ended printed and how main ended, whoever printed first. */
function printed(end: string): string[] {
  const { output, failed }: { readonly output?: readonly string[]; readonly failed?: readonly string[] } = JSON.parse(end)
  return output === undefined ? [] : [[...output, failed?.find((one) => one.startsWith('MainThread')) ?? 'ended'].toSorted().join('|')]
}

/** All that runs of a program can come to; null when it has too many states. */
function endsWithin(source: string, tier: 'full' | 'reduced'): readonly string[] | null {
  const exploration = createExploration(compiled(source), { ...usualOptions, tier, maxStates: most }, () => 0)
  while (!exploration.work(Number.POSITIVE_INFINITY));
  const report = exploration.report()
  return report.extent.complete ? waysToEnd(report) : null
}

describe.each(kinds)('made-up programs of %s', (_, programs, seed) => {
  const known: (readonly [source: string, ends: readonly string[]])[] = []
  beforeAll(() => {
    for (const source of sample(programs, { numRuns: 1_000, seed })) {
      const ends = endsWithin(source, 'full')
      if (ends !== null) known.push([source, ends])
      if (known.length === searched) return
    }
  })

  test('come to the same whether all orders are searched or only those that differ', () => {
    expect(known).toHaveLength(searched)
    for (const [source, ends] of known) expect({ source, ends: endsWithin(source, 'reduced')?.toSorted() }).toEqual({ source, ends: ends.toSorted() })
  })

  test('come on real threads to what they can come to', async () => {
    for (const [source, ends] of known.slice(0, run)) {
      const { trace } = await recordProgram(worker, source, { timeoutMs: 60_000 })
      expect({ source, ends }).toEqual({ source, ends: expect.arrayContaining([cameTo(trace)]) })
    }
  })

  test.skipIf(newest === undefined)('print under Python what they can print', async () => {
    // one that may be stuck would have to be waited for
    const ending = known.filter(([, ends]) => ends.every((end) => end.includes('"output"'))).slice(0, run)
    expect(ending.length).toBeGreaterThan(2)
    for (const [source, ends] of ending) {
      const { stdout } = await promisify(execFile)(newest?.path ?? '', ['-c', told(source)], { timeout: 120_000 })
      const real = stdout.trimEnd().split('\n').toSorted().join('|')
      expect({ source, prints: ends.flatMap(printed) }).toEqual({ source, prints: expect.arrayContaining([real]) })
    }
  })
})
