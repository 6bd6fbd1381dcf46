import { expect, test } from 'vitest'
import { growingColumns } from '../../src/core/trace/columns'
import { batchParts } from '../../src/recorders/batchParts'

function batchOf(length: number) {
  const columns = growingColumns()
  for (let row = 0; row < length; row++) columns.push(row % 30, row, row % 3, -1, row, Number.NaN, row % 4 === 0 ? `text ${row}` : null)
  return columns.copy()
}

test.each([1, 9, 10, 11, 30, 34])('a batch of %i events in parts of 10 is, put together, the same batch', (length) => {
  const batch = batchOf(length)
  const parts = [...batchParts(batch, 10)]
  const together = growingColumns()
  for (const part of parts) together.append(part)
  expect(together.copy()).toEqual(batch)
  expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(10)
  expect(parts.length).toBe(Math.ceil(length / 10))
})
