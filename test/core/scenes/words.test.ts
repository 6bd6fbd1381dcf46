import { expect, test } from 'vitest'
import { analysisOf } from '../../../src/core/analysis/analysisOf'
import { axisTicks } from '../../../src/core/scenes/timeline/axis'
import { durationWords, momentWords, periodWords, tickWords } from '../../../src/core/scenes/clockWords'
import { screenMetrics } from '../../../src/core/scenes/look/metrics'
import { ownershipRows } from '../../../src/core/scenes/ownership/ownershipRows'
import { fittedName, fixedMeasure } from '../../../src/core/scenes/look/textMeasure'
import { timelineRows } from '../../../src/core/scenes/timeline/timelineRows'
import { traceIndex } from '../../../src/core/scenes/traceIndex'
import { waitForRows } from '../../../src/core/scenes/waitFor/waitForRows'
import { waitForScene } from '../../../src/core/scenes/waitFor/waitForScene'
import type { Clock } from '../../../src/core/trace/header'
import { traceFromText } from '../../../src/core/trace/traceFromText'
import { transfers } from '../../pictures/traces'

const steps: Clock = { unit: 'steps' }
const time: Clock = { unit: 'nanoseconds', origin: '2024-01-01T00:00:00Z' }

test('moments, lengths and periods are told in the unit that suits them', () => {
  expect(momentWords(steps, 3)).toBe('step 3')
  expect([12_400_000, 999, 1500, 2e9].map((at) => momentWords(time, at))).toEqual(['12.4 ms', '999 ns', '1.5 µs', '2 s'])
  expect([durationWords(steps, 1), durationWords(steps, 2), durationWords(time, 1_300_000)]).toEqual(['1 step', '2 steps', '1.3 ms'])
  expect([periodWords(steps, 2, 5), periodWords(steps, 2, 3)]).toEqual(['steps 3 to 5', 'step 3'])
  expect(periodWords(time, 12_400_000, 13_700_000)).toBe('12.4 to 13.7 ms')
})

test('a period of 300 ns after two seconds still has two ends', () => {
  expect(periodWords(time, 2_000_000_100, 2_000_000_400)).toBe('2.0000001 to 2.0000004 s')
})

test('ticks are whole steps, or units as coarse as their distance', () => {
  expect(tickWords(time, 40_000_000, 20_000_000)).toBe('40 ms')
  expect(tickWords(time, 1_500_000, 500_000)).toBe('1,500 µs')
  const labels = (clock: Clock, from: number, to: number): string[] => axisTicks(clock, from, to, 600, 12, fixedMeasure).map(({ label }) => label)
  expect(labels(steps, 0, 3)).toEqual(['0', '1', '2', '3'])
  expect(labels(steps, 0, 1000)).toEqual(['0', '100', '200', '300', '400', '500', '600', '700', '800', '900', '1,000'])
  expect(labels(time, 0, 1e9)[1]).toBe('200 ms')
})

test('ticks never stand closer than their labels, however large the numbers', () => {
  const ticks = axisTicks(time, 123_456_789_000, 123_456_789_100, 500, 12, fixedMeasure)
  expect(ticks.length).toBeGreaterThan(0)
  ticks.slice(1).forEach((tick, index) => expect(tick.x - (ticks[index]?.x ?? 0)).toBeGreaterThan(fixedMeasure(tick.label, 12)))
})

test('every bar of the timeline is a sentence', () => {
  const rows = timelineRows(traceIndex(analysisOf(transfers)), { from: 0, to: 10 })
  expect(rows[1]?.cells.slice(-2).map(({ words }) => words)).toEqual([
    'transfer-1 blocked on lock_b, step 8, held by transfer-2',
    'transfer-1 deadlocked on lock_b, from step 8 on, held by transfer-2'
  ])
  expect(rows[0]?.cells.at(-1)?.words).toBe('main deadlocked: waits for transfer-1 to end, from step 8 on')
})

test('ownership and the wait-for graph are tables too', () => {
  const index = traceIndex(analysisOf(transfers))
  expect(ownershipRows(index, { from: 0, to: 10 })[0]).toEqual({
    object: 0,
    name: 'lock_a',
    held: ['held by transfer-1, steps 2 to 8 and on'],
    wanted: ['wanted by transfer-2, step 9 and on'],
    levels: [],
    unknown: []
  })
  expect(waitForRows(index, 8).map(({ name, words, isStuck, isBehind }) => [name, words, isStuck, isBehind])).toEqual([
    ['main', 'waits for transfer-1 to end', true, true],
    ['transfer-1', 'holds lock_a; waits for lock_b', true, false],
    ['transfer-2', 'holds lock_b; waits for lock_a', true, false]
  ])
})

test('who merely waits behind a ring is said, drawn and placed apart from it', () => {
  const trace = traceFromText(`
    A   lock(L)                       lock(M)…
    B            lock(M)                         lock(L)…
    C                     lock(N)                           lock(L)…
    D                                                                 lock(N)…`)
  const index = traceIndex(analysisOf(trace))
  const { cycles, nodes, shapes } = waitForScene(index, trace.end, {
    width: 480,
    height: 260,
    kind: 'resources',
    metrics: screenMetrics,
    measure: fixedMeasure
  })
  expect(cycles).toEqual(['cycle A → M → B → L → A; behind it: C, D'])
  const left = (name: string): number => nodes.find((node) => node.name === name)?.x ?? 0
  for (const behind of ['C', 'D']) for (const node of nodes.filter(({ name }) => !['C', 'D'].includes(name))) expect(left(behind)).toBeLessThan(node.x)
  const chips = shapes.flatMap((shape) => (shape.type === 'chip' ? [[shape.title, shape.dash.length > 0]] : []))
  expect(chips).toContainEqual(['C, behind the ring', true])
  expect(chips).toContainEqual(['A, stuck for ever', false])
})

test('a name too long for its room keeps the number that tells it from the next', () => {
  const room = fixedMeasure('ThreadPoolE…-0_1', 12)
  expect(fittedName('ThreadPoolExecutor-0_1', 12, room, fixedMeasure)).toBe('ThreadPoolE…-0_1')
  expect(fittedName('worker-1', 12, room, fixedMeasure)).toBe('worker-1')
  expect(fittedName('a name without any', 12, fixedMeasure('a name…', 12), fixedMeasure)).toBe('a name…')
  expect(fittedName('x-123456789', 12, 5, fixedMeasure)).toBe(null)
})
