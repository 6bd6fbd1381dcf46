import { assert, integer, property, uniqueArray } from 'fast-check'
import { expect, test } from 'vitest'
import { growingColumns } from '../../../src/core/trace/columns'
import { accessStream } from '../../../src/recorders/python/accessStream'

function entry(thread: number, site: bigint, time: number, value: bigint, text = ''): Buffer {
  const words = BigInt64Array.of(BigInt(thread), site, BigInt(time), value)
  return Buffer.concat([Buffer.from(words.buffer), Buffer.alloc(Math.ceil(Buffer.byteLength(text) / 32) * 32, text === '' ? 0 : `${text}${'\0'.repeat(31)}`)])
}

function read(pieces: readonly Buffer[]) {
  const stream = accessStream()
  const rows = growingColumns()
  stream.addSites(1, [
    [4, 'counter', true, false],
    [5, 'results', false, true]
  ])
  for (const piece of pieces) stream.read(piece, rows)
  const { at, value, texts, object, line, length } = rows.view()
  return Array.from({ length }, (_, row) => [at[row], stream.names[object[row] ?? -1], line[row], texts.get(row) ?? value[row]])
}

const log = Buffer.concat([
  entry(1, 1n, 100, -7n),
  entry(2, 0n, 90, 3n),
  entry(2, 2n, 90, 12n),
  entry(1, 1n | (1n << 40n), 120, 6n, "'true'"),
  entry(1, 1n, 130, 1n << 60n)
])

test('values, elements and texts are read; times that look back are put behind what came before', () => {
  expect(read([log])).toEqual([
    [100, 'counter', 4, -7],
    [101, 'results[3]', 5, 12],
    [120, 'counter', 4, "'true'"],
    [130, 'counter', 4, '1152921504606846976']
  ])
})

test('it may come cut into any pieces of whole slots', () => {
  assert(
    property(uniqueArray(integer({ min: 1, max: log.length / 32 - 1 })), (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), log.length / 32].map((slot) => slot * 32)
      expect(read(places.slice(1).map((end, piece) => log.subarray(places[piece], end)))).toEqual(read([log]))
    })
  )
})
