import { array, assert, integer, nat, oneof, property, record as recordOf, string } from 'fast-check'
import { expect, test } from 'vitest'
import { growingColumns } from '../../../src/core/trace/columns'
import { eventAt } from '../../../src/core/trace/decode'
import { eventCode } from '../../../src/core/trace/event'
import { mergeRings } from '../../../src/recorders/threads/mergeRings'
import { extra, ring, ringSlots } from '../../../src/recorders/threads/memory/ring'
import { ringReader } from '../../../src/recorders/threads/memory/ringReader'
import { ringWriter } from '../../../src/recorders/threads/memory/ringWriter'

const record = oneof(
  recordOf({ value: integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), ring: nat(2), moment: nat(1e9) }),
  recordOf({ text: string({ maxLength: 100, unit: 'binary' }), ring: nat(2), moment: nat(1e9) })
)

test('what goes into the rings comes out in the order of the tickets, with moments that never go back', () => {
  assert(
    property(array(record, { maxLength: 60 }), nat(5), (records, pauses) => {
      const rings = [ring(), ring(), ring()]
      const writers = rings.map(ringWriter)
      const merge = mergeRings(rings.map(ringReader))
      const columns = growingColumns()
      records.forEach((item, ticket) => {
        const writer = writers[item.ring]
        if ('text' in item) {
          writer?.reserve(item.text.length)
          writer?.putText(ticket, eventCode.marked, item.ring, -1, 7, 0, item.text, item.moment)
        } else {
          writer?.reserve(0)
          writer?.put(ticket, eventCode.read, item.ring, 3, 7, item.value, extra.int, item.moment)
        }
        if (pauses > 0 && ticket % pauses === 0) merge.take(columns)
      })
      merge.take(columns)
      const view = columns.view()
      expect(view.length).toBe(records.length)
      records.forEach((item, row) => {
        expect(eventAt(view, row)).toMatchObject({ thread: item.ring, line: 7, ...('text' in item ? { text: item.text } : { value: item.value, object: 3 }) })
        expect(view.at[row]).toBeGreaterThanOrEqual(Math.max(item.moment, view.at[row - 1] ?? 0))
      })
    })
  )
})

test('a ring goes round many times, texts across its seam included', () => {
  const shared = ring()
  const writer = ringWriter(shared)
  const reader = ringReader(shared)
  const merge = mergeRings([reader])
  const text = 'across the seam '.repeat(20)
  let ticket = 0
  for (let round = 0; round < 5; round++) {
    const columns = growingColumns()
    for (let written = 0; written + 21 <= ringSlots; written += 21) {
      writer.reserve(text.length)
      writer.putText(ticket++, eventCode.marked, 1, -1, 0, 0, text, ticket)
    }
    merge.take(columns)
    reader.release()
    const texts = columns.view().texts
    expect(texts.size).toBe(Math.floor(ringSlots / 21))
    for (const each of texts.values()) expect(each).toBe(text)
  }
})

test('a record whose turn has not come waits for those before it; when nobody writes any more, the gap is counted', () => {
  const [early, late] = [ring(), ring()]
  const merge = mergeRings([early, late].map(ringReader))
  const columns = growingColumns()
  ringWriter(late).put(2, eventCode.threadEnded, 1, -1, 0, 0, extra.none, 30)
  merge.take(columns)
  expect(columns.length).toBe(0)
  ringWriter(early).put(0, eventCode.threadEnded, 0, -1, 0, 0, extra.none, 10)
  merge.take(columns)
  expect(columns.length).toBe(1)
  expect(merge.rest(columns)).toBe(1)
  expect(columns.length).toBe(2)
})
