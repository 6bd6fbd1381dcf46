import { closeSync, openSync, readSync } from 'node:fs'
import type { GrowingColumns } from '../../core/trace/columns'
import { type AccessStream, accessStream, type Site } from './accessStream'
import { type Announce, type ChunkBuffer, gapOf, readChunk, wide } from './eventChunk'
import { chunkBytes, chunkKind, chunkMark, diskFullAt, droppedAt, slotBytes } from './layout'

/** The tracer's file of records while it grows. */
export interface RecordFile {
  /** Adds all rows that are there now and were not before, thread by thread; `lost` as for `readChunk`. */
  read(rows: GrowingColumns, lost: number): void
  /** Some thread is in the middle of writing a row, and has written later ones. */
  hasGap(): boolean
  /** Records that found no room in the file. */
  dropped(): number
  /** When its last part was taken, by the tracer's clock: before that nothing was without room, unless the disk was full. 0 before the first. */
  readonly filledFrom: number
  /** There was no room on its disk. */
  isDiskFull(): boolean
  /** Holds back accesses until the program begins: what they are about is announced before. */
  begin(): void
  readonly accesses: AccessStream
  close(): void
}

interface Chunk {
  readonly offset: number
  readonly kind: number
  /** Bytes read so far. */
  at: number
}

/** Opens a file of records for reading; `sites`: where its accesses may come from, as far as that is known already. */
export function recordFile(path: string, announce: Announce, sites: Site[] = []): RecordFile {
  const file = openSync(path, 'r')
  const buffer: ChunkBuffer = chunkBuffer()
  const accesses = accessStream(sites)
  let chunks: Chunk[] = []
  let found = 0
  let filledFrom = 0
  let begun = false
  /** Threads whose next row is still to be written, though later ones are there. */
  const waiting = new Set<number>()

  const load = (offset: number, from: number, to: number): void => {
    const size = readSync(file, buffer.bytes, from, to - from, offset + from)
    buffer.bytes.fill(0, from + size, to)
  }

  /** A thread may have taken a later chunk and not yet an earlier one: gaps are looked past at the end, or once they are old. */
  function findChunks(lost: number): void {
    const lookPast = lost === Number.POSITIVE_INFINITY ? 64 : 1
    for (let number = found + 1; number <= found + 1 + lookPast; number++) {
      load(number * chunkBytes, 0, slotBytes)
      if (((buffer.words[3] ?? 0) & 0xffff) !== chunkMark || wide(buffer.words, 6) === 0) continue
      if (number > found + 1 && wide(buffer.words, 6) > lost) return
      chunks.push({ offset: number * chunkBytes, kind: buffer.words[1] ?? 0, at: slotBytes })
      found = number
      filledFrom = wide(buffer.words, 6)
    }
  }

  /** What a thread wrote into later chunks waits until the gap in this one is closed: its own rows never change places. */
  function readEvents(chunk: Chunk, rows: GrowingColumns, lost: number): void {
    load(chunk.offset, chunk.at, chunkBytes)
    if (chunk.at === slotBytes && waiting.has(buffer.words[slotBytes >> 2] ?? -1)) return
    chunk.at = readChunk(buffer, chunk.at, lost, rows, announce)
    const thread = gapOf(buffer, chunk.at)
    if (thread !== null) waiting.add(thread)
  }

  function readAccesses(chunk: Chunk, rows: GrowingColumns): void {
    load(chunk.offset, 0, slotBytes)
    const used = wide(buffer.words, 4)
    if (used <= chunk.at) return
    load(chunk.offset, chunk.at, used)
    accesses.read(buffer.bytes.subarray(chunk.at, used), rows)
    chunk.at = used
  }

  return {
    accesses,
    read(rows, lost) {
      waiting.clear()
      findChunks(lost)
      for (const chunk of chunks) if (chunk.kind === chunkKind.events) readEvents(chunk, rows, lost)
      if (begun) for (const chunk of chunks) if (chunk.kind === chunkKind.accesses) readAccesses(chunk, rows)
      chunks = chunks.filter(({ at }) => at < chunkBytes)
    },
    hasGap: () => waiting.size > 0,
    dropped() {
      load(0, 0, slotBytes)
      return wide(buffer.words, droppedAt >> 2)
    },
    get filledFrom() {
      return filledFrom
    },
    isDiskFull() {
      load(0, 0, slotBytes)
      return buffer.words[diskFullAt >> 2] === 1
    },
    begin() {
      begun = true
    },
    close: () => closeSync(file)
  }
}

function chunkBuffer(): ChunkBuffer {
  const words = new Int32Array(chunkBytes >> 2)
  return { bytes: Buffer.from(words.buffer), words }
}
