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

/**
 * Reads the records of one chunk from a byte offset on, adds them to `rows`, and gives the offset of the first that is not there yet. When the run is over
 * (`final`), slots that were taken and never written are stepped over.
 */
export function readChunk({ bytes, words }: ChunkBuffer, from: number, final: boolean, rows: GrowingColumns, announce: Announce): number {
  let at = from
  while (at < chunkBytes) {
    const word = at >> 2
    const time = wide(words, word + 6)
    const kind = (words[word + 3] ?? 0) & 0xffff
    const known = time > 0 && kind <= lastRecordKind
    if (!known && !final) return at
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
