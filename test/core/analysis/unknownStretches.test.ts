import { expect, test } from 'vitest'
import { spanAt, spansOf } from '../../../src/core/analysis/spans'
import { stateAt } from '../../../src/core/analysis/stateAt'
import { unknownStretches } from '../../../src/core/analysis/unknownStretches'
import { waitForAt } from '../../../src/core/analysis/waitFor'
import { traceBuilder } from '../../../src/core/trace/builder'
import type { Event } from '../../../src/core/trace/event'
import { moment, objectId, threadId } from '../../../src/core/trace/ids'
import { traceFromText } from '../../../src/core/trace/traceFromText'

const header = { ...traceFromText('A   write(x)=1').header, clock: { unit: 'nanoseconds' as const, origin: '2026-01-01T00:00:00.000Z' } }
const [main, worker, late] = [threadId(0), threadId(1), threadId(2)]
const lock = objectId(0)
const at = (nanoseconds: number, thread: number) => ({ at: moment(nanoseconds), thread: threadId(thread), line: 1 })

/** Main holds a lock for which a worker waits when events are lost from 30 to 60; the worker is heard of again at 80, a third begins and ends within the gap. */
function gapped() {
  const builder = traceBuilder(header)
  const events: Event[] = [
    { type: 'threadStarted', ...at(0, 0), parent: threadId(-1), name: 'main' },
    { type: 'threadStarted', ...at(0, 1), parent: main, name: 'worker' },
    { type: 'declared', ...at(0, 0), object: lock, kind: 'lock', name: 'lock', capacity: null },
    { type: 'acquired', ...at(10, 0), object: lock },
    { type: 'requested', ...at(20, 1), object: lock, timeout: null },
    { type: 'threadStarted', ...at(40, 2), parent: main, name: 'late' },
    { type: 'threadEnded', ...at(50, 2) },
    { type: 'dropped', ...at(60, -1), count: 9, since: moment(30) },
    { type: 'printed', ...at(70, 1), stream: 'stdout', text: 'it lives' },
    { type: 'released', ...at(80, 1), object: lock },
    { type: 'ended', ...at(100, -1), status: 'killed', dropped: 9 }
  ]
  for (const event of events) builder.add(event)
  return builder.trace()
}

test('from a gap on it is not known what a thread does, until it does something itself', () => {
  const trace = gapped()
  const lane = (thread: typeof main) => {
    const spans = spansOf(trace).get(thread)
    if (spans === undefined) return []
    return Array.from({ length: spans.length }, (_, index) => spanAt(spans, index)).map(({ from, to, state }) => `${from}-${to} ${state}`)
  }
  expect(lane(main)).toEqual(['0-30 running', '30-100 unknown'])
  expect(lane(worker)).toEqual(['0-20 running', '20-30 blocked', '30-80 unknown', '80-100 running'])
  expect(lane(late)).toEqual(['0-40 notStarted', '40-50 unknown', '50-100 finished'])
})

test('what a thread does within a gap does not say what it does for the rest of it', () => {
  const builder = traceBuilder(header)
  const events: Event[] = [
    { type: 'threadStarted', ...at(0, 0), parent: threadId(-1), name: 'main' },
    { type: 'dropped', ...at(20, -1), count: 1, since: moment(10) },
    { type: 'sleepBegan', ...at(25, 0), seconds: 1 },
    { type: 'dropped', ...at(40, -1), count: 1, since: moment(22) },
    { type: 'sleepEnded', ...at(50, 0) },
    { type: 'ended', ...at(60, -1), status: 'killed', dropped: 2 }
  ]
  for (const event of events) builder.add(event)
  expect(unknownStretches(builder.trace()).get(main)).toEqual([{ from: 10, to: 50 }])
})

test('at every moment the lanes say what the state says, and nobody is said to wait whose events were lost', () => {
  const trace = gapped()
  for (let now = 0; now < 100; now++) {
    for (const { id, state } of stateAt(trace, moment(now)).threads) {
      const spans = spansOf(trace).get(id)
      const span = spans && Array.from({ length: spans.length }, (_, index) => spanAt(spans, index)).find(({ from, to }) => from <= now && now < to)
      expect([now, id, span?.state]).toEqual([now, id, state])
    }
  }
  expect(waitForAt(trace, moment(25)).map(({ thread }) => thread)).toEqual([worker])
  expect(waitForAt(trace, moment(45))).toEqual([])
})
