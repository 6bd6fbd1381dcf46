import { expect, test } from 'vitest'
import { analysisOf } from '../../../src/core/analysis/analysisOf'
import { eventWords } from '../../../src/core/scenes/eventWords'
import { levelShapes } from '../../../src/core/scenes/ownership/levelShapes'
import { capacityWords } from '../../../src/core/scenes/ownership/levelWords'
import { screenMetrics } from '../../../src/core/scenes/look/metrics'
import { ownershipRows } from '../../../src/core/scenes/ownership/ownershipRows'
import { fixedMeasure } from '../../../src/core/scenes/look/textMeasure'
import { timelineRows } from '../../../src/core/scenes/timeline/timelineRows'
import { type TraceIndex, traceIndex } from '../../../src/core/scenes/traceIndex'
import { waitForGraph } from '../../../src/core/scenes/waitFor/waitForGraph'
import { eventAt } from '../../../src/core/trace/decode'
import { eventTypes } from '../../../src/core/trace/event'
import { moment } from '../../../src/core/trace/ids'
import { validate } from '../../../src/core/trace/validate'
import { traceFromText } from '../../../src/core/trace/traceFromText'
import { kitchen } from '../../pictures/traces'

const index = traceIndex(analysisOf(kitchen))
const rowOf = ({ objects }: TraceIndex, name: string) => {
  const row = objects.find(({ info }) => info.name === name)
  if (row === undefined) throw new Error(`no ${name}`)
  return row
}
const shapesOf = (of: TraceIndex, name: string, from: number, to: number, width: number) =>
  levelShapes(of, rowOf(of, name), 0, 20, { from, to, width, metrics: screenMetrics, measure: fixedMeasure, cursor: null })

test('the kitchen could have happened', () => {
  expect(validate(kitchen)).toEqual({ ok: true, value: null })
})

test('a queue’s row is as high as the queue is full, and says so', () => {
  expect(shapesOf(index, 'counter', 6, 13, 700).map(({ share, title }) => [share, title])).toEqual([
    [0, 'counter: empty, steps 1 to 7'],
    [0.5, 'counter: 1 of 2 values, step 8'],
    [1, 'counter: 2 of 2 values, steps 9 to 10'],
    [0.5, 'counter: 1 of 2 values, steps 11 to 12'],
    [1, 'counter: 2 of 2 values, steps 13 to 24']
  ])
})

test('where levels share a pixel the highest is drawn', () => {
  const puts = Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 'put(Q/4)=1' : 'get(Q)=1')).join('  ')
  const shapes = shapesOf(traceIndex(analysisOf(traceFromText(`A  ${puts}`))), 'Q', 0, 400, 100)
  expect(new Set(shapes.map(({ share }) => share))).toEqual(new Set([4 / 15]))
})

test('what is stuck for ever is drawn on, with what was there in the end', () => {
  expect(shapesOf(index, 'meal', 27, 32, 500).map(({ title }) => title.split(',')[0])).toEqual(['meal: 1 of 3 arrived', 'meal: 2 of 3 arrived'])
})

test('levels are a table too', () => {
  const rows = Object.fromEntries(ownershipRows(index, { from: 0, to: 20 }).map((row) => [row.name, row]))
  expect(rows.oven?.levels).toEqual(['not set, steps 1 to 5', 'set, steps 6 to 28'])
  expect(rows.bell).toMatchObject({
    levels: ['nobody waits, steps 1 to 4', '1 waits, steps 5 to 17', 'nobody waits, steps 18 to 28'],
    wanted: ['wanted by Ann, steps 5 to 17']
  })
  expect(rows.menu).toMatchObject({ held: ['held for reading by Cem, steps 15 to 28 and on'], levels: [] })
})

test('what an object can hold is said beside its name', () => {
  expect(index.objects.map(({ info }) => capacityWords(info))).toEqual(['', '', '', '2 places', '3 parties', ''])
  expect(capacityWords({ ...rowOf(index, 'counter').info, capacity: null })).toBe('no bound')
})

test('waits are told by what would end them', () => {
  const words = timelineRows(index, { from: 0, to: 40 }).flatMap(({ cells }) => cells.map((cell) => cell.words))
  for (const sentence of [
    'cook waiting for oven to be set, steps 2 to 5',
    'cook waiting to put into counter, step 10',
    'Ann waiting at bell for a notify, steps 5 to 17',
    'Ann blocked on door, steps 18 to 20, held by cook',
    'Ben waiting at meal for the others, steps 14 to 28',
    'Ben deadlocked: waits at meal for the others, from step 28 on',
    'Cem deadlocked: waits to write under menu, from step 21 on, held by itself'
  ])
    expect(words).toContain(sentence)
})

test('lines to what any of several threads may end are dotted, and name nobody', () => {
  const { edges } = waitForGraph(index, moment(9), 'resources')
  expect(edges.filter(({ kind }) => kind === 'waits').map(({ from, to, dotted, label, title }) => [from, to, dotted, label, title])).toEqual([
    ['t0', 'o3', true, 'waits to put', 'cook waits to put into counter'],
    ['t1', 'o2', true, 'waits for', 'Ann waits at bell for a notify']
  ])
})

test('every kind of event that the kitchen knows has words of its own', () => {
  const words = new Map(
    Array.from({ length: kitchen.events.length }, (_, row) => eventAt(kitchen.events, row)).map((event) => [event.type, eventWords(kitchen, event)])
  )
  const later = eventTypes.slice(eventTypes.indexOf('waitBegan'), eventTypes.indexOf('taskStarted'))
  expect(later.map((type) => words.get(type) ?? `no ${type}`)).toEqual([
    'begins to wait at meal',
    'goes on from bell',
    'notifies Ann at bell',
    'puts 3 into counter',
    'gets 3 from counter',
    'reports a value of counter done',
    'sets oven',
    'no cleared',
    'arrives at meal',
    'no broken',
    'begins to read under menu',
    'no releasedShared',
    'draws 4 at random'
  ])
})
