import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { experiments } from '../../../src/core/experiments/experiment'
import { parseResult } from '../../../src/core/experiments/parseResult'
import { lostShare, raceWords } from '../../../src/core/experiments/race'
import { type ExperimentResult, type Measurement, median, summaryOf } from '../../../src/core/experiments/result'
import { findingWords } from '../../../src/core/experiments/words'

const took = (seconds: number, cpu = seconds, others = 0): Measurement => ({ seconds, wall: seconds, cpu, others })
const result = (ways: Readonly<Record<string, readonly Measurement[]>>): ExperimentResult => ({
  version: 1,
  experiment: 'cpu',
  host: { os: 'Linux', cpu: 'a processor', cores: 4, runtime: 'CPython 3.11.7' },
  at: '2026-11-25T12:00:00.000Z',
  tool: 'test',
  ways: Object.entries(ways).map(([way, measurements]) => ({ way, measurements, skipped: measurements.length === 0 ? 'not here' : null }))
})

test('a way is summed up by its median, its extremes, how many times as fast it is as the first, and the processors it had', () => {
  const { ways, inconclusive } = summaryOf(result({ serial: [took(4), took(4.2), took(3.9)], 'processes-4': [took(1, 3.9), took(1.1, 3.9), took(1.05, 3.9)] }))
  expect(ways[1]).toMatchObject({ median: 1.05, least: 1, most: 1.1 })
  expect(ways[1]?.speedUp).toBeCloseTo(4 / 1.05)
  expect(ways[1]?.cores).toBeCloseTo(3.9 / 1.05)
  expect(inconclusive).toBe(null)
})

test('nothing is concluded from a machine that others keep busy, from runs that differ much, or from one run', () => {
  const quiet = [took(1), took(1), took(1)]
  expect(summaryOf(result({ serial: [took(1, 1, 0.9), took(1, 1, 1.1), took(1, 1, 1)] })).inconclusive).toBe(
    'other programs kept 1.0 processors busy meanwhile'
  )
  expect(summaryOf(result({ serial: quiet, 'threads-2': [took(1), took(1.1), took(1.9)] })).inconclusive).toBe('runs of one way took from 1.00 to 1.90 s')
  expect(summaryOf(result({ serial: [took(1)] })).inconclusive).toBe('fewer than three runs of each way were made')
  // sleeping needs no processor
  expect(summaryOf(result({ serial: [took(1, 0, 1), took(1, 0, 1), took(1, 0, 1)] })).inconclusive).toBe(null)
})

test('a way that this machine cannot go says why and has no figures', () => {
  const { ways } = summaryOf(result({ serial: [took(1), took(1), took(1)], 'threads-2': [] }))
  expect(ways[1]).toMatchObject({ skipped: 'not here', median: Number.NaN })
})

test('what differs by less than a twentieth is told as the same', () => {
  const [cpu] = experiments
  if (cpu === undefined) throw new Error('no experiment')
  const told = findingWords(cpu, result({ serial: [took(4)], 'threads-2': [took(4.1, 4)], 'processes-2': [took(2, 4)] }))
  expect(told).toEqual(['2 threads: as fast, with 1.0 processors busy', '2 processes: 2.0 times as fast, with 2.0 processors busy'])
})

test('the median of an even count is between the two in the middle', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([2, 2.5, Number.NaN])
})

test('a result is read back as it was written, and anything else is refused', () => {
  const one = result({ serial: [took(1)] })
  expect(parseResult(JSON.stringify(one))).toEqual({ ok: true, value: one })
  for (const text of [
    '',
    '{}',
    'null',
    JSON.stringify({ ...one, version: 2 }),
    JSON.stringify({ ...one, ways: [{ way: 'serial', measurements: [{ seconds: -1 }], skipped: null }] })
  ]) {
    expect(parseResult(text)).toMatchObject({ ok: false })
  }
})

test('a counter that lost nothing is no proof, and under a GIL since 3.10 the reason is told', () => {
  const row = (engine: string, came: readonly number[]) => ({ engine, file: 'counter.py', expected: 100, came, skipped: null })
  expect(lostShare(row('CPython 3.9.18', [60, 80, 70]))).toBeCloseTo(0.3)
  expect(raceWords(row('CPython 3.9.18', [60, 100]))).toBe('1 of 2 runs lost updates')
  expect(raceWords(row('CPython 3.13.0', [100]))).toContain('since 3.10')
  expect(raceWords(row('CPython 3.13.0t', [100]))).toBe('none lost in these runs, which proves nothing')
  expect(raceWords(row('CPython 3.9.18', [100]))).toBe('none lost in these runs, which proves nothing')
})

test('every experiment has ways of its own names and a first one to compare with', () => {
  for (const { ways } of experiments) expect(new Set(ways.map(({ id }) => id)).size).toBe(ways.length)
  expect(new Set(experiments.map(({ id }) => id)).size).toBe(experiments.length)
})

test('every result that comes with the lab is read, belongs to an experiment, and was made on a quiet machine', () => {
  const folder = new URL('../../../resources/experiments/reference/', import.meta.url)
  const files = readdirSync(folder)
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) {
    const read = parseResult(readFileSync(new URL(file, folder), 'utf8'))
    if (!read.ok) throw new Error(`${file}: ${read.problem.what}`)
    const { experiment, ways } = read.value
    const known = experiments.find(({ id }) => id === experiment)
    expect([`${experiment}.json`, ways.map(({ way }) => way)]).toEqual([file, known?.ways.map(({ id }) => id)])
    expect([file, summaryOf(read.value).inconclusive]).toEqual([file, null])
  }
})
