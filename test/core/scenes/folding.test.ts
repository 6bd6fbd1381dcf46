import { expect, test } from 'vitest'
import { analysisOf } from '../../../src/core/analysis/analysisOf'
import { spanAt } from '../../../src/core/analysis/spans'
import { foldable, folded } from '../../../src/core/scenes/timeline/folding'
import { screenMetrics } from '../../../src/core/scenes/look/metrics'
import { stallWords } from '../../../src/core/scenes/stallWords'
import { fixedMeasure } from '../../../src/core/scenes/look/textMeasure'
import { timelineScene } from '../../../src/core/scenes/timeline/timelineScene'
import { traceIndex } from '../../../src/core/scenes/traceIndex'
import { traceBuilder } from '../../../src/core/trace/builder'
import { moment, noThread, objectId, threadId } from '../../../src/core/trace/ids'
import { madeUpHeader } from '../trace/arbitrary'

const ms = 1e6

/** Tasks of one loop that run one after the other, each for 1 ms, but one for 300; locks of which only some are waited for. */
function recorded(tasks: number, locks: number, slow: number) {
  const builder = traceBuilder(madeUpHeader({ unit: 'nanoseconds', origin: '2026-01-01T00:00:00.000Z' }))
  const by = (thread: number, at: number, line = 0) => ({ thread: threadId(thread), at: moment(at), line })
  builder.add({ type: 'threadStarted', ...by(0, 0), parent: noThread, name: 'main' })
  for (let lock = 0; lock < locks; lock++)
    builder.add({ type: 'declared', ...by(0, 0), object: objectId(lock), kind: 'lock', name: `lock_${lock}`, capacity: null })
  for (let task = 1; task <= tasks; task++) builder.add({ type: 'taskStarted', ...by(task, 0), parent: threadId(0), loop: threadId(0), name: `task-${task}` })
  let at = ms
  for (let task = 1; task <= tasks; task++) {
    builder.add({ type: 'resumed', ...by(task, at, 7) })
    at += task === slow ? 300 * ms : ms
    builder.add({ type: 'threadEnded', ...by(task, at, 7) })
    at += ms
  }
  if (locks > 0) {
    builder.add({ type: 'acquired', ...by(0, at), object: objectId(locks - 1) })
    builder.add({ type: 'threadStarted', ...by(tasks + 1, at), parent: threadId(0), name: 'other' })
    builder.add({ type: 'requested', ...by(tasks + 1, at), object: objectId(locks - 1), timeout: null })
    builder.add({ type: 'released', ...by(0, at + ms), object: objectId(locks - 1) })
    builder.add({ type: 'acquired', ...by(tasks + 1, at + ms), object: objectId(locks - 1) })
  }
  return traceIndex(analysisOf(builder.trace()))
}

test('hundreds of tasks are one lane under their loop, which does what the foremost of them does, and can be opened', () => {
  const index = recorded(300, 0, 0)
  expect(foldable(index)).toEqual({ tasks: 300, objects: 0 })
  expect(folded(index, { tasks: true, objects: false })).toBe(index)
  const { threads } = folded(index, { tasks: false, objects: false })
  expect(threads.map(({ name }) => name)).toEqual(['main', '300 tasks'])
  const spans = threads[1]?.spans
  const first = Array.from({ length: 4 }, (_, span) => (spans === undefined ? null : spanAt(spans, span)))
  expect(first.map((span) => `${span?.state} ${(span?.from ?? 0) / ms}`)).toEqual(['ready 0', 'running 1', 'ready 2', 'running 3'])
  expect(spans?.state.at(-1)).toBe(spans?.state[1])
})

test('few tasks and few locks stay as they are', () => {
  const index = recorded(10, 10, 0)
  expect(folded(index, { tasks: false, objects: false })).toBe(index)
})

test('of hundreds of locks those stay in sight that somebody waited for', () => {
  const index = recorded(1, 300, 0)
  const { objects } = folded(index, { tasks: false, objects: false })
  expect(objects.length).toBe(40)
  expect(objects.at(-1)?.info.name).toBe('lock_299')
  expect(folded(index, { tasks: false, objects: true }).objects.length).toBe(300)
})

test('a task that held up its loop is told in words and marked on its lane, and on the lane of its group', () => {
  const index = recorded(50, 0, 3)
  expect(index.stalls.map((stall) => stallWords(index.trace, stall))).toEqual([
    'task-3 kept its loop for 300 ms without an await, in line 7; meanwhile 47 tasks were ready, 0 waiting'
  ])
  const view = { from: 0, to: index.horizon, width: 800, metrics: screenMetrics, measure: fixedMeasure, cursor: null }
  const marked = (opened: boolean): string[] =>
    timelineScene(folded(index, { tasks: opened, objects: false }), view)
      .lanes.filter(({ shapes }) => shapes.some((shape) => shape.type === 'line' && shape.ink === 'danger'))
      .map(({ name }) => name)
  expect([marked(true), marked(false)]).toEqual([['task-3'], ['50 tasks']])
})
