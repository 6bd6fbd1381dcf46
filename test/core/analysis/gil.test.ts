import { expect, test } from 'vitest'
import { orderFindings } from '../../../src/core/analysis/order/orderFindings'
import { spanAt, spansOf } from '../../../src/core/analysis/spans'
import { traceBuilder } from '../../../src/core/trace/builder'
import { moment, noThread, objectId, threadId } from '../../../src/core/trace/ids'
import { checkOrder } from '../../../src/core/trace/order'
import type { Trace } from '../../../src/core/trace/trace'
import { recordedHeader } from '../trace/recordedHeader'

const header = recordedHeader({ engine: 'python' })
const [gil, lock, x] = [objectId(0), objectId(1), objectId(2)]

/** Two threads that write one variable, each while it was seen to hold the GIL; the second waits for a lock when the GIL is seen to change hands. */
function observed(): Trace {
  const builder = traceBuilder(header)
  const at = (time: number, thread: number) => ({ at: moment(time), line: 0, thread: threadId(thread) })
  for (const thread of [0, 1]) builder.add({ type: 'threadStarted', ...at(0, thread), parent: noThread, name: `t${thread}` })
  builder.add({ type: 'declared', ...at(0, 0), object: gil, kind: 'gil', name: 'GIL', capacity: null })
  builder.add({ type: 'declared', ...at(0, 0), object: lock, kind: 'lock', name: 'lock', capacity: null })
  builder.add({ type: 'declared', ...at(0, 0), object: x, kind: 'variable', name: 'x', capacity: null })
  builder.add({ type: 'acquired', ...at(1, 0), object: lock })
  builder.add({ type: 'acquired', ...at(2, 0), object: gil })
  builder.add({ type: 'written', ...at(3, 0), object: x, value: 1 })
  builder.add({ type: 'requested', ...at(4, 1), object: lock, timeout: null })
  builder.add({ type: 'released', ...at(5, 0), object: gil })
  builder.add({ type: 'acquired', ...at(5, 1), object: gil })
  builder.add({ type: 'released', ...at(8, 1), object: gil })
  builder.add({ type: 'acquired', ...at(8, 0), object: gil })
  builder.add({ type: 'released', ...at(9, 0), object: lock })
  builder.add({ type: 'acquired', ...at(10, 1), object: lock })
  builder.add({ type: 'released', ...at(11, 1), object: lock })
  builder.add({ type: 'written', ...at(12, 1), object: x, value: 2 })
  builder.add({ type: 'written', ...at(13, 0), object: x, value: 3 })
  return builder.trace()
}

test('whoever holds the GIL may wait for something else: its wait goes on', () => {
  const trace = observed()
  expect(checkOrder(trace)).toEqual({ ok: true, value: null })
  const columns = spansOf(trace).get(threadId(1))
  const states = Array.from({ length: columns?.length ?? 0 }, (_, index) => columns && spanAt(columns, index)).map(
    (span) => `${span?.state} ${span?.from}-${span?.to}`
  )
  expect(states).toContain('blocked 4-9')
})

test('the GIL orders nothing: a race is one although its threads held the GIL in turn', () => {
  expect(orderFindings(observed()).races.length).toBeGreaterThan(0)
})
