import { expect, test } from 'vitest'
import { deadlocksAt } from '../../../src/core/analysis/deadlocks'
import { waitForAt } from '../../../src/core/analysis/waitFor'
import { analysisOf } from '../../../src/core/analysis/analysisOf'
import { ownershipRows } from '../../../src/core/scenes/ownership/ownershipRows'
import { traceIndex } from '../../../src/core/scenes/traceIndex'
import { waitForRows } from '../../../src/core/scenes/waitFor/waitForRows'
import { traceBuilder } from '../../../src/core/trace/builder'
import { eventCode, type EventType } from '../../../src/core/trace/event'
import { growingColumns } from '../../../src/core/trace/columns'
import { moment } from '../../../src/core/trace/ids'
import type { Trace } from '../../../src/core/trace/trace'
import { traceFromText } from '../../../src/core/trace/traceFromText'
import { validate } from '../../../src/core/trace/validate'

/** A row: event, thread, object or parent, text. */
type Row = readonly [EventType, number, number, string?]

function traceOf(rows: readonly Row[]): Trace {
  const columns = growingColumns()
  for (const [step, [type, thread, object, text]] of rows.entries()) columns.push(eventCode[type], step, thread, object, 0, Number.NaN, text ?? null)
  const builder = traceBuilder(traceFromText('A lock(L)').header)
  builder.append(columns.view())
  return builder.trace()
}

const pool: readonly Row[] = [
  ['threadStarted', 0, -1, 'main'],
  ['threadStarted', 1, 0, 'first'],
  ['threadStarted', 2, 0, 'second'],
  ['declared', 0, 0, 'future left'],
  ['declared', 0, 1, 'future right'],
  ['workBegan', 1, 0, 'work'],
  ['workBegan', 2, 1, 'work']
]

test('whoever works on a future is the one to wait for, until the result is there', () => {
  const trace = traceOf([...pool, ['waitBegan', 0, 0], ['set', 1, 0], ['workEnded', 1, 0], ['woken', 0, 0]])
  expect(validate(trace)).toMatchObject({ ok: true })
  expect(waitForAt(trace, moment(7)).map(({ holders }) => holders)).toEqual([[1]])
  expect(waitForAt(trace, moment(8))).toEqual([])
})

test('two works that wait for each other’s results are in a deadlock, whatever main does', () => {
  const trace = traceOf([...pool, ['waitBegan', 1, 1], ['waitBegan', 2, 0]])
  expect(deadlocksAt(trace, trace.end).map(({ verdict, words }) => [verdict, words])).toEqual([
    ['deadlock', 'first waits for the result of right, on which second works; second waits for the result of left, on which first works']
  ])
})

test('a work that waits for its own result', () => {
  const trace = traceOf([...pool, ['waitBegan', 1, 0]])
  expect(deadlocksAt(trace, trace.end).map(({ words }) => words)).toEqual(['first waits for the result of left, on which it works itself'])
})

test('anybody may give a result on which nobody works, while somebody is left', () => {
  const rows = pool.slice(0, 5)
  expect(deadlocksAt(traceOf([...rows, ['waitBegan', 1, 1]]), moment(9))).toEqual([])
  const trace = traceOf([...rows, ['waitBegan', 1, 1], ['threadEnded', 0, -1], ['threadEnded', 2, -1]])
  expect(deadlocksAt(trace, trace.end).map(({ words }) => words)).toEqual(['first waits for the result of right, on which nobody works'])
})

test('the row of a future shows who works on it until its result is there, and nobody is said to hold it', () => {
  const index = traceIndex(analysisOf(traceOf([...pool, ['waitBegan', 0, 0], ['set', 1, 0], ['workEnded', 1, 0], ['woken', 0, 0]])))
  const [left, right] = ownershipRows(index, { from: 0, to: index.trace.end })
  expect([left?.held, right?.held]).toEqual([['worked on by first, steps 6 to 8'], ['worked on by second, steps 7 to 10 and on']])
  expect(left?.wanted).toHaveLength(1)
  expect(waitForRows(index, 7).map(({ name, words }) => [name, words])).toEqual([
    ['main', 'waits for the result of left'],
    ['first', 'works on left']
  ])
})
