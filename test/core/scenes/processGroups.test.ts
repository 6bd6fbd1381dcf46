import { expect, test } from 'vitest'
import { analysisOf } from '../../../src/core/analysis/analysisOf'
import { folded } from '../../../src/core/scenes/timeline/folding'
import { screenMetrics } from '../../../src/core/scenes/look/metrics'
import { fixedMeasure } from '../../../src/core/scenes/look/textMeasure'
import { textTimeline } from '../../../src/core/scenes/timeline/textTimeline'
import { timelineScene } from '../../../src/core/scenes/timeline/timelineScene'
import { type TraceIndex, traceIndex } from '../../../src/core/scenes/traceIndex'
import { traceBuilder } from '../../../src/core/trace/builder'
import { moment, noProcess, noThread, processId, threadId } from '../../../src/core/trace/ids'
import { madeUpHeader } from '../trace/arbitrary'
import { transfers } from '../../pictures/traces'

/** Two children that start threads in turn, so that their numbers alternate. */
const family = (() => {
  const builder = traceBuilder(madeUpHeader({ unit: 'nanoseconds', origin: '2026-01-01T00:00:00.000Z' }))
  const by = (thread: number, at: number) => ({ thread: threadId(thread), at: moment(at), line: 0 })
  builder.add({ type: 'processStarted', ...by(0, 0), process: processId(10), parent: noProcess, command: '/usr/bin/python3 /home/me/bank.py' })
  builder.add({ type: 'threadStarted', ...by(0, 0), parent: noThread, name: 'main' })
  for (const [thread, process] of [
    [1, 11],
    [2, 12]
  ] as const) {
    builder.add({ type: 'processStarted', ...by(0, thread), process: processId(process), parent: processId(10), command: `worker --number ${thread}` })
    builder.add({ type: 'threadStarted', ...by(thread, thread), parent: threadId(0), name: `worker ${thread}`, process: processId(process) })
  }
  builder.add({ type: 'threadStarted', ...by(3, 5), parent: threadId(1), name: 'reader of 1', process: processId(11) })
  builder.add({ type: 'threadStarted', ...by(4, 6), parent: threadId(0), name: 'helper' })
  builder.add({ type: 'threadEnded', ...by(3, 90) })
  return builder.trace()
})()

const sceneOf = (index: TraceIndex) => timelineScene(index, { from: 0, to: 100, width: 600, metrics: screenMetrics, measure: fixedMeasure, cursor: null })

/** Heads and lanes from top to bottom, as a person reads them. */
const read = (index: TraceIndex): string[] => {
  const { heads, lanes } = sceneOf(index)
  const words = heads.map(({ group, y, shapes }) => ({
    y,
    text: `${group.name}: ${shapes.map((shape) => (shape.type === 'text' ? shape.text : '')).join('')}`
  }))
  return [...words, ...lanes.map(({ name, y }) => ({ y, text: name }))].toSorted((a, b) => a.y - b.y).map(({ text }) => text)
}

test('lanes stand under the head of their process', () => {
  expect(read(traceIndex(analysisOf(family)))).toEqual([
    'process 10: python3 bank.py',
    'main',
    'helper',
    'process 11: worker --number 1',
    'worker 1',
    'reader of 1',
    'process 12: worker --number 2',
    'worker 2'
  ])
})

test('a process that is folded keeps its head, which says what is folded', () => {
  const whole = traceIndex(analysisOf(family))
  const closed = folded(whole, { tasks: false, objects: false, closed: new Set([processId(11)]) })
  expect(read(closed)).toEqual([
    'process 10: python3 bank.py',
    'main',
    'helper',
    'process 11: worker --number 1 · 2 threads folded',
    'process 12: worker --number 2',
    'worker 2'
  ])
  expect(sceneOf(closed).height).toBeLessThan(sceneOf(whole).height)
})

test('as text, each process is named above its lanes', () => {
  const lines = textTimeline(family, 70).split('\n')
  expect(lines.filter((line) => line.startsWith('--')).map((line) => line.replace(/ -+$/, ''))).toEqual([
    '-- process 10: python3 bank.py',
    '-- process 11: worker --number 1',
    '-- process 12: worker --number 2'
  ])
  expect(Math.max(...lines.slice(1, 12).map(({ length }) => length))).toBeLessThanOrEqual(70)
})

test('a run of one process has no heads', () => {
  expect(sceneOf(traceIndex(analysisOf(transfers))).heads).toEqual([])
})
