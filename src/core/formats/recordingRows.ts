import type { EventColumns } from '../trace/columns'
import type { BatchMessage } from './arrowMessages'

/** The columns of a recording, in order; each has a validity buffer, then its data (`text` has offsets before its data). */
export const recordingFields = ['at int64', 'type uint8', 'thread int32', 'object int32', 'line int32', 'value float64', 'text utf8'] as const

/** Bytes of each fixed column's row, in the order of `recordingFields`. */
const widths = [8, 1, 4, 4, 4, 8] as const
/** Every row takes at least its fixed columns and a text offset. */
const rowBytes = 33
const bufferCount = 15

/** Whether a batch holds what it says: as many buffers as the columns need, each long enough for its rows. */
export function isWhole({ rows, buffers, body, compressed }: BatchMessage): boolean {
  if (compressed || rows < 0 || buffers.length !== bufferCount || rows * rowBytes > body.length) return false
  const enough = (index: number, bytes: number): boolean => (buffers[index]?.length ?? 0) >= bytes
  const validity = (index: number): boolean => buffers[index]?.length === 0 || enough(index, Math.ceil(rows / 8))
  return (
    widths.every((width, column) => validity(2 * column) && enough(2 * column + 1, rows * width)) && validity(12) && (rows === 0 || enough(13, 4 * (rows + 1)))
  )
}

/** Puts the rows of whole batches (see `isWhole`) behind each other into columns. Texts whose bytes lie outside their buffer are left out. `told` hears which share is done. */
export function rowsOf(batches: readonly BatchMessage[], told: (share: number) => void = () => {}): EventColumns {
  const length = batches.reduce((sum, { rows }) => sum + rows, 0)
  const columns = {
    length,
    at: new Float64Array(length),
    type: new Uint8Array(length),
    thread: new Int32Array(length),
    object: new Int32Array(length),
    line: new Int32Array(length),
    value: new Float64Array(length),
    texts: new Map<number, string>()
  }
  let start = 0
  for (const batch of batches) {
    const { rows } = batch
    readMoments(bytesOf(batch, 1), columns.at, start, rows)
    for (const [index, column] of [columns.type, columns.thread, columns.object, columns.line, columns.value].entries()) {
      // copied bytewise, because a file's buffers need not lie on even addresses
      const width = column.BYTES_PER_ELEMENT
      new Uint8Array(column.buffer, start * width, rows * width).set(bytesOf(batch, 2 * index + 3).subarray(0, rows * width))
    }
    blankNulls(bytesOf(batch, 10), columns.value, start, rows)
    readTexts(batch, columns.texts, start)
    start += rows
    told(start / length)
  }
  return columns
}

function bytesOf({ buffers, body }: BatchMessage, index: number): Uint8Array {
  const { offset, length } = buffers[index] ?? { offset: 0, length: 0 }
  return body.subarray(offset, offset + length)
}

/** Int64 to doubles: exact up to 2^53 ns, 104 days. By halves, which is several times as fast as through bigint. */
function readMoments(bytes: Uint8Array, at: Float64Array, start: number, rows: number): void {
  const halves = new Int32Array(bytes.slice(0, rows * 8).buffer)
  for (let row = 0; row < rows; row++) at[start + row] = (halves[2 * row + 1] ?? 0) * 4294967296 + ((halves[2 * row] ?? 0) >>> 0)
}

function blankNulls(validity: Uint8Array, value: Float64Array, start: number, rows: number): void {
  if (validity.length === 0) return
  for (let row = 0; row < rows; row++) if (!isValid(validity, row)) value[start + row] = Number.NaN
}

function readTexts(batch: BatchMessage, texts: Map<number, string>, start: number): void {
  const { rows } = batch
  if (rows === 0) return
  const validity = bytesOf(batch, 12)
  const offsets = new Int32Array(bytesOf(batch, 13).slice(0, 4 * (rows + 1)).buffer)
  // a shared buffer cannot be decoded, a copy always can
  const bytes = bytesOf(batch, 14).slice()
  const decoder = new TextDecoder()
  for (let row = 0; row < rows; row++) {
    if (validity.length > 0 && validity[row >> 3] === 0) {
      row |= 7 // eight rows without a text
      continue
    }
    if (!isValid(validity, row)) continue
    const from = offsets[row] ?? 0
    const to = offsets[row + 1] ?? 0
    if (from < 0 || to < from || to > bytes.length) continue
    texts.set(start + row, decoder.decode(bytes.subarray(from, to)))
  }
}

const isValid = (validity: Uint8Array, row: number): boolean => validity.length === 0 || (((validity[row >> 3] ?? 0) >> (row & 7)) & 1) === 1
