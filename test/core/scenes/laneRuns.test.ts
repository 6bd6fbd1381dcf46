import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type LaneRun, laneRuns } from '../../../src/core/scenes/timeline/laneRuns'
import { bitsWithin, gallop, highestBit, type SpanLane, spanIndexAt, spanLane } from '../../../src/core/scenes/timeline/spanLane'

interface Row {
  readonly lengths: readonly number[]
  readonly states: readonly number[]
}

const row = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 8 })), { minLength: 1, maxLength: 120 })
  .map((spans): Row => ({ lengths: spans.map(([length]) => length), states: spans.map(([, state]) => state) }))

function laneOf({ lengths, states }: Row): SpanLane {
  const to = Float64Array.from(lengths)
  for (let index = 1; index < to.length; index++) to[index] = (to[index] ?? 0) + (to[index - 1] ?? 0)
  const from = Float64Array.of(0, ...to.subarray(0, -1))
  return spanLane(
    from,
    to,
    Uint16Array.from(states, (state) => 1 << state)
  )
}

const view = fc.record({ from: fc.integer({ min: -200, max: 3000 }), length: fc.integer({ min: 1, max: 30_000 }), width: fc.integer({ min: 1, max: 300 }) })

const touching = (runs: readonly LaneRun[], x0: number, x1: number): number =>
  runs.filter((run) => run.x0 <= x1 + 1e-6 && run.x1 >= x0 - 1e-6).reduce((bits, run) => bits | run.bits, 0)

test('whatever the zoom, every span that touches the view is in a run at its place: no wait is hidden', () => {
  fc.assert(
    fc.property(row, view, (spans, { from, length, width }) => {
      const lane = laneOf(spans)
      const runs = laneRuns(lane, from, from + length, width)
      for (let index = 0; index < lane.length; index++) {
        const [start, stop] = [lane.from[index] ?? 0, lane.to[index] ?? 0]
        if (stop <= from || start >= from + length) continue
        const x0 = Math.max(0, ((start - from) / length) * width)
        const x1 = Math.min(width, ((stop - from) / length) * width)
        expect(touching(runs, x0, x1) & (1 << (spans.states[index] ?? 0))).not.toBe(0)
      }
    })
  )
})

test('a strip shows the worst of its spans, and no span that is worse stands elsewhere only', () => {
  fc.assert(
    fc.property(row, view, (spans, { from, length, width }) => {
      const lane = laneOf(spans)
      for (const run of laneRuns(lane, from, from + length, width)) {
        const within = bitsWithin(lane, run.first, run.first + Math.max(1, run.count))
        expect(highestBit(run.bits)).toBeGreaterThanOrEqual(highestBit(within))
      }
    })
  )
})

test('runs stay inside the view; there are at most as many strips as pixels, and they do not overlap', () => {
  fc.assert(
    fc.property(row, view, (spans, { from, length, width }) => {
      const runs = laneRuns(laneOf(spans), from, from + length, width)
      for (const { x0, x1 } of runs) {
        expect(x0).toBeGreaterThanOrEqual(0)
        expect(x1).toBeLessThanOrEqual(width)
        expect(x1).toBeGreaterThan(x0)
      }
      const strips = runs.filter(({ wide }) => !wide)
      expect(strips.length).toBeLessThanOrEqual(width)
      strips.slice(1).forEach((strip, index) => expect(strip.x0).toBeGreaterThanOrEqual(strips[index]?.x1 ?? 0))
    })
  )
})

test('one deadlocked span of a nanosecond among a million running ones is seen when everything is in view', () => {
  const count = 1_000_000
  const from = Float64Array.from({ length: count }, (_, index) => index)
  const to = from.map((start) => start + 1)
  const bits = new Uint16Array(count).fill(1 << 5)
  bits[654_321] = 1 << 8
  const runs = laneRuns(spanLane(from, to, bits), 0, count, 1000)
  expect(runs.filter((run) => highestBit(run.bits) === 8)).toEqual([{ x0: 654, x1: 655, first: 654_000, count: 1000, bits: (1 << 5) | (1 << 8), wide: false }])
  expect(runs.length).toBe(3)
})

test('the union of a range is that of its spans, at every size of the pyramid', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(15), { minLength: 1, maxLength: 700 }), fc.nat(), fc.nat(), (states, one, other) => {
      const times = Float64Array.from(states, (_, index) => index)
      const lane = spanLane(
        times,
        times,
        Uint16Array.from(states, (state) => 1 << state)
      )
      const [low, high] = [one % states.length, other % (states.length + 1)].toSorted((a, b) => a - b)
      expect(bitsWithin(lane, low ?? 0, high ?? 0)).toBe(states.slice(low, high).reduce((bits, state) => bits | (1 << state), 0))
    })
  )
})

test('galloping finds the same place as looking at every value', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(100)), fc.nat(110), (values, value) => {
      const sorted = Float64Array.from(values).toSorted()
      const found = sorted.findIndex((known) => known >= value)
      expect(gallop(sorted, value, 0)).toBe(found === -1 ? sorted.length : found)
    })
  )
})

test('a moment belongs to the span that begins there', () => {
  const lane = laneOf({ lengths: [2, 3], states: [1, 2] })
  expect([-1, 0, 1.5, 2, 4.9, 5].map((at) => spanIndexAt(lane, at))).toEqual([-1, 0, 0, 1, 1, -1])
})

test.each([1, 8, 64, 512])('all of exactly %i spans are in their union', (count) => {
  const times = Float64Array.from({ length: count }, (_, index) => index)
  expect(bitsWithin(spanLane(times, times, new Uint16Array(count).fill(4)), 0, count)).toBe(4)
})
