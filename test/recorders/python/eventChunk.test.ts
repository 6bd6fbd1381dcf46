import { expect, test } from 'vitest'
import { growingColumns } from '../../../src/core/trace/columns'
import { readChunk } from '../../../src/recorders/python/eventChunk'
import { chunkBytes, rowKind, slotBytes } from '../../../src/recorders/python/layout'

/** A chunk with a record at each of these times; 0 stands for a slot that was taken and not written. */
function chunkOf(times: readonly number[]) {
  const words = new Int32Array(chunkBytes >> 2)
  for (const [index, time] of times.entries()) words.set(time === 0 ? [] : [0, 0, 0, rowKind.acquired, 0, 0, time, 0], (slotBytes * (index + 1)) >> 2)
  return { bytes: Buffer.from(words.buffer), words }
}

function read(times: readonly number[], lost: number): number[] {
  const rows = growingColumns()
  readChunk(chunkOf(times), slotBytes, lost, rows, () => {})
  return Array.from(rows.view().at.slice(0, rows.length))
}

test('a record that is not yet written is waited for', () => expect(read([10, 20, 0, 30], 0)).toEqual([10, 20]))
test('one that was given up is stepped over once the next is old', () => expect(read([10, 20, 0, 30, 0, 0, 0, 50], 40)).toEqual([10, 20, 30]))
test('at the end of the run nothing is waited for', () => expect(read([10, 0, 30, 0, 0, 0, 50], Number.POSITIVE_INFINITY)).toEqual([10, 30, 50]))
