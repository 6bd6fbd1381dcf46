import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { growingColumns } from '../../../src/core/trace/columns'
import { eventAt } from '../../../src/core/trace/decode'
import { pushEvent } from '../../../src/core/trace/encode'
import { anyEvent } from './arbitrary'

test('an event put into columns comes out the same, wherever it stands', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 300, size: 'max' }), (events) => {
      const columns = growingColumns(2)
      for (const event of events) pushEvent(columns, event)
      expect(events.map((_, row) => eventAt(columns.view(), row))).toEqual(events)
    })
  )
})

test('a view from a row on, a copy, and an appended batch all hold the same events', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { minLength: 1, maxLength: 60 }), fc.nat({ max: 60 }), (events, cut) => {
      const start = Math.min(cut, events.length)
      const columns = growingColumns(2)
      for (const event of events) pushEvent(columns, event)
      const joined = growingColumns(1)
      joined.append(columns.copy(start))
      const rest = events.slice(start)
      expect(rest.map((_, row) => eventAt(columns.view(start), row))).toEqual(rest)
      expect(rest.map((_, row) => eventAt(joined.view(), row))).toEqual(rest)
    })
  )
})
