import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { recordingCostWords } from '../../../src/core/scenes/recordingCostWords'
import { comparedCost, costOf } from '../../../src/recorders/python/cost'
import { plainRun } from '../../../src/recorders/python/plainRun'
import { everywhere } from './recordedEverywhere'
import { planFor, top } from './recordedRun'
import { noPython } from './pythons'

const resources = resolve(top, 'resources')
const limit = 20_000

test('the cost of a run in words, alone and beside plain runs', () => {
  const cost = costOf(1100, 400_000, 800)
  expect(cost).toMatchObject({ perEventNs: 1100, eventsPerSecond: 500_000, recordedMs: 800, plainMs: null, slowdown: null })
  expect(cost.words).toBe('recording took 1.1 µs an event, 500,000 events a second')
  expect(comparedCost(cost, 500)).toMatchObject({ plainMs: 500, slowdown: 1.6, words: `×1.6 against a plain run: 800 ms, 500 ms without; ${cost.words}` })
})

describe.skipIf(noPython)('what recording a real Python costs', () => {
  test('each run measures what a record costs in its own process', () =>
    everywhere('known/pipeline.py', ({ version, end, trace }) => {
      const { perEventNs = Number.NaN } = end.cost ?? {}
      expect({ version, plausible: perEventNs > 50 && perEventNs < 100_000 }).toEqual({ version, plausible: true })
      expect(end.cost?.recordedMs).toBeLessThanOrEqual(end.elapsedMs)
      expect(end.cost?.slowdown).toBeNull()
      // who opens the recording later is told too
      expect(`${recordingCostWords(trace)}, `).toBe(end.cost?.words.replace(/[\d,]+ events a second$/, ''))
      // what the lab does behind the program's end is not told as the program's time
      expect(trace.end).toBeLessThanOrEqual(1e6 * (end.cost?.recordedMs ?? 0))
    }))

  test('a plain run takes the same program, its arguments and constants', async () => {
    const plain = await plainRun(planFor('demanding.py', { arguments: ['x'] }), resources, limit)
    expect(plain).toMatchObject({ ok: true, value: { runs: 3 } })
    expect(plain.ok && plain.value.plainMs).toBeGreaterThan(0)
    expect(await plainRun(planFor('demanding.py', { arguments: ['x'], set: { WANTED: "'x'" } }), resources, limit)).toMatchObject({ ok: true })
    expect(await plainRun(planFor('demanding.py', { arguments: ['y'] }), resources, limit)).toMatchObject({
      ok: false,
      problem: { at: 'demanding.py', what: 'Without the lab it ended with 5.' }
    })
  })

  test('an edited text runs plainly too, under its name', async () => {
    const edited = planFor('demanding.py', { source: "import sys\nsys.exit(0 if __file__.endswith('demanding.py') and __name__ == '__main__' else 6)\n" })
    expect(await plainRun(edited, resources, limit)).toMatchObject({ ok: true })
  })

  test('a program that does not end, or that asks for input, says that it cannot be compared', async () => {
    const forever = await plainRun(planFor('forever.py'), resources, 1000)
    expect(forever).toMatchObject({ ok: false, problem: { what: 'Without the lab it did not end within 1 s.' } })
    const asking = await plainRun(planFor('constants.py', { source: 'input()\n' }), resources, limit)
    expect(asking).toMatchObject({ ok: false, problem: { what: 'Without the lab it ended with 1.' } })
  })
})
