import { expect, test } from 'vitest'
import { traceBuilder } from '../../src/core/trace/builder'
import { eventAt } from '../../src/core/trace/decode'
import { type EventColumns, growingColumns } from '../../src/core/trace/columns'
import { eventCode } from '../../src/core/trace/event'
import { markingListener } from '../../src/recorders/marks'
import type { Plan, RunEnd } from '../../src/recorders/recorder'
import { withinBytes } from '../../src/recorders/withinBytes'
import { recordedHeader } from '../core/trace/recordedHeader'

const header = recordedHeader({ engine: 'python', detail: 'sync' })
const began = Date.parse('2026-01-01T00:00:00.000Z')

/** Lines printed at these milliseconds, and the end when it is one. */
function batchOf(times: readonly number[], ends = false): EventColumns {
  const columns = growingColumns()
  for (const time of times) columns.push(eventCode.printed, time * 1e6, 0, -1, 1, 1, `at ${time}`)
  if (ends) columns.push(eventCode.ended, (times.at(-1) ?? 0) * 1e6, -1, -1, 0, 0, 'finished')
  return columns.copy()
}

function listening() {
  const trace = traceBuilder(header)
  let time = 0
  const listener = markingListener({ header() {}, batch: (batch) => trace.append(batch), stage() {} }, () => began + time)
  listener.header(header)
  const events = (): string[] => {
    const { events: columns } = trace.trace()
    return Array.from({ length: columns.length }, (_, row) => `${eventAt(columns, row).type} ${(columns.at[row] ?? 0) / 1e6}`)
  }
  return {
    listener,
    events,
    at: (ms: number): void => {
      time = ms
    }
  }
}

test('a mark stands between the events of its moment, though older ones come after it', () => {
  const { listener, events, at } = listening()
  listener.batch(batchOf([1, 2]))
  at(5)
  listener.mark('here')
  listener.batch(batchOf([3, 4, 6], true))
  expect(events()).toEqual(['printed 1', 'printed 2', 'printed 3', 'printed 4', 'marked 5', 'printed 6', 'ended 6'])
  expect(listener.marked).toBe(1)
})

test('a mark in a run that is stuck is told at once, one at the very end before the end', () => {
  const { listener, events, at } = listening()
  listener.batch(batchOf([1]))
  listener.stage('parked')
  at(700)
  listener.mark('stuck')
  expect(events()).toEqual(['printed 1', 'marked 700'])
  listener.stage('running')
  at(900)
  listener.mark('late')
  listener.batch(batchOf([800], true))
  expect(events()).toEqual(['printed 1', 'marked 700', 'printed 800', 'marked 800', 'ended 800'])
})

test('what does not fit is counted, and the end still comes', async () => {
  const heard: EventColumns[] = []
  const end: RunEnd = { status: 'finished', events: 20_001, dropped: 0, elapsedMs: 1, problem: null }
  const listener = { header() {}, batch: (batch: EventColumns) => heard.push(batch), stage() {} }
  const recording = withinBytes((_plan, told) => {
    told.header(header)
    told.batch(batchOf(Array.from({ length: 10_000 }, (_, at) => at)))
    told.batch(
      batchOf(
        Array.from({ length: 10_000 }, (_, at) => 10_000 + at),
        true
      )
    )
    return { ended: Promise.resolve(end), stop: async () => undefined, kill: async () => undefined }
  })({ maxBytes: 100_000 } as Plan, listener)
  const { events, dropped } = await recording.ended
  const rows = heard.flatMap((batch) => Array.from({ length: batch.length }, (_, row) => eventAt(batch, row)))
  const losses = rows.filter((event) => event.type === 'dropped')
  expect(losses.reduce((sum, { count }) => sum + count, 0)).toBe(dropped)
  expect(events - losses.length + dropped).toBe(20_001)
  // the first is told as soon as something is missing, and says since when
  expect(losses[0]?.since).toBe(rows[rows.findIndex(({ type }) => type === 'dropped') - 1]?.at)
  expect(rows.at(-1)).toMatchObject({ type: 'ended', dropped })
})
