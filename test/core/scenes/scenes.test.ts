import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { analysisOf } from '../../../src/core/analysis/analysisOf'
import { screenMetrics } from '../../../src/core/scenes/look/metrics'
import { crossPlaces } from '../../../src/core/scenes/timeline/crossPlaces'
import { ownershipScene } from '../../../src/core/scenes/ownership/ownershipScene'
import { fixedMeasure } from '../../../src/core/scenes/look/textMeasure'
import { waitArrows } from '../../../src/core/scenes/timeline/waitArrows'
import type { TimeView } from '../../../src/core/scenes/timeline/timeView'
import { timelineScene } from '../../../src/core/scenes/timeline/timelineScene'
import { type TraceIndex, traceIndex } from '../../../src/core/scenes/traceIndex'
import { waitForGraph } from '../../../src/core/scenes/waitFor/waitForGraph'
import { waitForScene } from '../../../src/core/scenes/waitFor/waitForScene'
import { moment } from '../../../src/core/trace/ids'
import type { Trace } from '../../../src/core/trace/trace'
import { traceFromText } from '../../../src/core/trace/traceFromText'
import { inTurn, philosophers, selfish, transfers, workers } from '../../pictures/traces'
import { contendedTrace } from './contendedTrace'

const indexOf = (trace: Trace): TraceIndex => traceIndex(analysisOf(trace))
const view = (from: number, to: number, width = 800): TimeView => ({ from, to, width, metrics: screenMetrics, measure: fixedMeasure, cursor: null })
const traces = { transfers, inTurn, workers, selfish, philosophers }

test.each(Object.entries(traces))('%s: no bar, label or band leaves the view, wherever it is', (_, trace) => {
  const index = indexOf(trace)
  fc.assert(
    fc.property(fc.float({ min: -5, max: 25, noNaN: true }), fc.float({ min: Math.fround(0.01), max: 40, noNaN: true }), (from, length) => {
      const lanes = timelineScene(index, view(from, from + length)).lanes.flatMap(({ shapes }) => shapes)
      const rows = ownershipScene(index, view(from, from + length)).rows.flatMap(({ shapes }) => shapes)
      for (const shape of [...lanes, ...rows]) {
        if (!('width' in shape) || !('x' in shape)) continue
        expect(shape.x).toBeGreaterThanOrEqual(0)
        expect(shape.x + shape.width).toBeLessThanOrEqual(800 + 1e-6)
        if (!('label' in shape) || shape.label === null) continue
        expect(shape.label.x).toBeGreaterThanOrEqual(shape.x)
        expect(shape.label.x + shape.label.width).toBeLessThanOrEqual(shape.x + shape.width)
      }
    })
  )
})

test('no label of the time axis lies over another, nor leaves the picture, at any length and width', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5e9 }), fc.integer({ min: 200, max: 1600 }), (length, width) => {
      const trace: Trace = { ...inTurn, header: { ...inTurn.header, clock: { unit: 'nanoseconds', origin: '2026-01-01T00:00:00Z' } }, end: moment(length) }
      const { axis } = timelineScene(indexOf(trace), view(0, length, width))
      const labels = axis.flatMap((shape) => {
        if (shape.type !== 'text') return []
        const wide = fixedMeasure(shape.text, shape.size)
        const left = shape.x - wide * { start: 0, middle: 0.5, end: 1 }[shape.anchor]
        return [{ left, right: left + wide }]
      })
      for (const [place, { left, right }] of labels.entries()) {
        expect(left).toBeGreaterThanOrEqual(labels[place - 1]?.right ?? 0)
        expect(right).toBeLessThanOrEqual(width)
      }
    })
  )
})

test.each(Object.entries(traces))('%s: the nodes of the wait-for graph stand still while time goes by', (_, trace) => {
  const index = indexOf(trace)
  const at = (time: number) => waitForScene(index, time, { width: 480, height: 260, kind: 'resources', metrics: screenMetrics, measure: fixedMeasure }).nodes
  for (let time = 1; time <= trace.end + 2; time++) expect(at(time)).toEqual(at(0))
})

test('of a crowd only those who hold or wait are drawn, and the others are counted', () => {
  const names = Array.from({ length: 60 }, (_, at) => `worker${at}`)
  // one holds, one waits for it, the others have taken the lock before
  const turns = names.slice(2).map((name, at) => `${name} ${' '.repeat(at * 16)}lock(L) unlock(L)`)
  const from = ' '.repeat(60 * 16)
  const trace = traceFromText(['', ...turns, `worker0 ${from}lock(L)`, `worker1 ${from}        lock(L)…`, ''].join('\n'))
  const index = indexOf(trace)
  const at = (time: number) => waitForScene(index, time, { width: 480, height: 260, kind: 'resources', metrics: screenMetrics, measure: fixedMeasure })
  const end = at(trace.end)
  expect(end.nodes.map(({ name }) => name).toSorted()).toEqual(['L', 'worker0', 'worker1'])
  expect(end.shapes.flatMap((shape) => (shape.type === 'text' ? [shape.text] : []))).toContain(`${names.length - 2} others are not drawn`)
  const apart = end.nodes.flatMap((one, place) =>
    end.nodes.slice(place + 1).map((other) => Math.hypot(one.x - other.x, one.y - other.y) - one.radius - other.radius)
  )
  expect(Math.min(...apart)).toBeGreaterThan(20)
})

test('a deadlock that closes with the last step is seen: it goes on beyond the end of the trace', () => {
  const index = indexOf(transfers)
  expect(index.horizon).toBeGreaterThan(transfers.end)
  const stuck = timelineScene(index, view(0, index.horizon)).lanes.map(({ shapes }) => shapes.findLast((shape) => shape.type === 'bar')?.state)
  expect(stuck).toEqual(['deadlocked', 'deadlocked', 'deadlocked'])
})

test('a run that finished ends where it ends', () => {
  expect(indexOf(inTurn).horizon).toBe(inTurn.end)
})

test('open waits are arrows from the waiting lane to the holding one, at the cursor only', () => {
  const index = indexOf(transfers)
  const arrows = (cursor: number): string[] => timelineScene(index, { ...view(0, 10), cursor }).overlay.map((shape) => ('title' in shape ? shape.title : ''))
  expect(arrows(6)).toEqual(['main waits for transfer-1 to end'])
  expect(arrows(7)).toEqual(['main waits for transfer-1 to end', 'transfer-1 waits for lock_b, held by transfer-2'])
})

test('where it is told by signs, a ring has those of the picture', () => {
  const { signs } = waitForGraph(indexOf(transfers), moment(8), 'resources')
  expect(signs).toEqual(['cycle T1 → B → T2 → A → T1; behind it: T0'])
  const withoutRing = traceFromText(`
    A  wait(c)…
    B  wait(c)…
    = deadlock`)
  expect(waitForGraph(indexOf(withoutRing), withoutRing.end, 'resources').signs).toEqual(['deadlock of T0, T1'])
})

test('the ring is drawn as a diamond whose lines do not cross, in the colour of danger', () => {
  const scene = waitForScene(indexOf(transfers), 8, { width: 480, height: 260, kind: 'resources', metrics: screenMetrics, measure: fixedMeasure })
  expect(scene.cycles).toEqual(['cycle transfer-1 → lock_b → transfer-2 → lock_a → transfer-1; behind it: main'])
  const danger = scene.shapes.flatMap((shape) => (shape.type === 'arrow' && shape.ink === 'danger' ? [shape.title] : []))
  expect(danger).toEqual(['lock_a held by transfer-1', 'lock_b held by transfer-2', 'transfer-1 waits for lock_b', 'transfer-2 waits for lock_a'])
})

test('a hundred thousand events make no more shapes than lanes have pixels', () => {
  const trace = contendedTrace(100_000, 16, 4)
  const index = indexOf(trace)
  const width = 1000
  for (const [from, to] of [
    [0, trace.end],
    [trace.end * 0.4, trace.end * 0.41],
    [trace.end * 0.5, trace.end * 0.5 + 2000]
  ] as const) {
    const { lanes } = timelineScene(index, view(from, to, width))
    // bars and strips share the pixels of a lane, the rules have those of the gap, and glyphs are a sixth of them
    for (const { shapes } of lanes) expect(shapes.length).toBeLessThanOrEqual(width * 2.2)
    for (const { shapes } of ownershipScene(index, view(from, to, width)).rows) expect(shapes.length).toBeLessThanOrEqual(width * 2)
  }
})

/** Both locks are wanted at the last moment of the run. */
const ring = traceFromText(`
    A  lock(K)           lock(L)…
    B           lock(L)  lock(K)…
    = deadlock`)

test('a lock that is taken and wanted at the last moment of a run is told to be wanted from there on', () => {
  const wanted = (from: number) =>
    ownershipScene(indexOf(ring), view(from, ring.end + 2)).rows.map(({ shapes }) => shapes.flatMap((shape) => (shape.type === 'text' ? [shape.text] : [])))
  expect(wanted(0)).toEqual([['wanted by B'], ['wanted by A']])
  expect(wanted(ring.end)).toEqual([['wanted by B'], ['wanted by A']])
})

test('labels of stuck threads leave room for the arrows of their waits', () => {
  const index = indexOf(ring)
  const seen = view(0, ring.end + 2)
  const { lanes } = timelineScene(index, seen)
  // on screen they stand beside the cursor's line too
  const overlay = waitArrows(index.analysis.waitForAt(moment(ring.end)), lanes, seen, ring, ring.end)
  const labels = lanes.flatMap(({ shapes }) =>
    shapes.flatMap((shape) => (shape.type === 'bar' && shape.label !== null && shape.state === 'deadlocked' ? [shape.label] : []))
  )
  expect(labels).toHaveLength(2)
  expect(overlay).toHaveLength(2)
  for (const arrow of overlay) for (const label of labels) expect(arrow.type === 'arrow' && arrow.x1 + 3).toBeLessThan(label.x - 4)
})

test.each([1, 2, 4])('no label lies over the number of a mark where it has room beside it, with a run on the %d-th part of the width', (part) => {
  const counts: string[] = []
  for (const trace of [transfers, workers, philosophers]) {
    for (const { shapes } of timelineScene(indexOf(trace), view(0, trace.end * part)).lanes) {
      const counted = shapes.flatMap((shape) => (shape.type === 'glyph' && shape.count > 1 ? [shape] : []))
      counts.push(...counted.map(({ title }) => title))
      const labels = shapes.flatMap((shape) => (shape.type === 'bar' && shape.label !== null && shape.label.width + 60 < shape.width ? [shape.label] : []))
      for (const { x, count, size } of counted) {
        const end = x + 8 + fixedMeasure(`×${count}`, size)
        expect(labels.filter((label) => label.x - 4 < end && label.x + label.width > x + 6)).toEqual([])
      }
    }
  }
  expect(counts).not.toEqual([])
})

test('no cross of a deadlocked bar is cut by its label or its end', () => {
  const bar = { x: 100, width: 200, label: { text: 'DEADLOCK', x: 124, width: 60, size: 12 } }
  expect(crossPlaces({ ...bar, label: null })).toEqual([118, 154, 190, 226, 262])
  expect(crossPlaces(bar)).toEqual([226, 262])
})
