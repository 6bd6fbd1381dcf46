import type { GrowingColumns } from '../../core/trace/columns'
import { chunkBytes, lastRecordKind, rowKind, slotBytes } from './layout'

/** What the tracer says about the run itself, in JSON: it is not an event and does not wait for its turn. */
export type Announce = (kind: number, object: number, json: string) => void

/** Words of a chunk, and its bytes: two views of one buffer. */
export interface ChunkBuffer {
  readonly bytes: Buffer
  readonly words: Int32Array
}

/** A 64-bit integer of a record as a number; exact up to 2^53. */
export const wide = (words: Int32Array, at: number): number => ((words[at] ?? 0) >>> 0) + (words[at + 1] ?? 0) * 4_294_967_296

/** How many slots a record that was given up may have taken. */
const lookAhead = 8

/**
 * Reads the records of one chunk from a byte offset on, adds them to `rows`, and gives the offset of the first that is not there yet. A slot that was taken and never
 * written (a signal's handler raised in between) is stepped over once the next one was written before `lost`, a time of the tracer's clock; infinity when the run is over.
 */
export function readChunk(chunk: ChunkBuffer, from: number, lost: number, rows: GrowingColumns, announce: Announce): number {
  const { bytes, words } = chunk
  let at = from
  while (at < chunkBytes) {
    const word = at >> 2
    const time = wide(words, word + 6)
    const kind = (words[word + 3] ?? 0) & 0xffff
    const known = isRecord(words, at)
    if (!known && lost < Number.POSITIVE_INFINITY) {
      const next = nextRecord(words, at, lost)
      if (next < 0) return at
      at = next
      continue
    }
    const textBytes = known ? (words[word + 3] ?? 0) >>> 16 : 0
    if (known && kind !== rowKind.filler) {
      const text = textBytes > 0 ? bytes.toString('utf8', at + slotBytes, at + slotBytes + textBytes) : null
      const object = words[word + 1] ?? 0
      if (kind === rowKind.ready || kind === rowKind.problem || kind === rowKind.sites) announce(kind, object, text ?? '')
      else rows.push(kind, time, words[word] ?? 0, object, words[word + 2] ?? 0, wide(words, word + 4), text)
    }
    at += slotBytes * (1 + Math.ceil(textBytes / slotBytes))
  }
  return at
}

/** The thread that has left a gap behind `at` and gone on writing in this chunk; null where there is no gap. */
export function gapOf({ words }: ChunkBuffer, at: number): number | null {
  const next = at < chunkBytes && !isRecord(words, at) ? nextRecord(words, at, Number.POSITIVE_INFINITY) : -1
  return next < 0 ? null : (words[next >> 2] ?? 0)
}

const isRecord = (words: Int32Array, at: number): boolean => wide(words, (at >> 2) + 6) > 0 && ((words[(at >> 2) + 3] ?? 0) & 0xffff) <= lastRecordKind

/** The offset of a record shortly behind a slot without one, when it was written before `lost`; -1 none. */
function nextRecord(words: Int32Array, from: number, lost: number): number {
  for (let at = from + slotBytes; at <= from + lookAhead * slotBytes && at < chunkBytes; at += slotBytes) {
    if (isRecord(words, at)) return wide(words, (at >> 2) + 6) < lost ? at : -1
  }
  return -1
}
