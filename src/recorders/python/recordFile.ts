import { closeSync, openSync, readSync } from 'node:fs'
import type { GrowingColumns } from '../../core/trace/columns'
import { type AccessStream, accessStream } from './accessStream'
import { type Announce, type ChunkBuffer, readChunk, wide } from './eventChunk'
import { chunkBytes, chunkKind, chunkMark, droppedAt, slotBytes } from './layout'

/** The tracer's file of records while it grows. */
export interface RecordFile {
  /** Adds all rows that are there now and were not before, thread by thread; `final` once the program is gone. */
  read(rows: GrowingColumns, final: boolean): void
  /** Records that found no room in the file. */
  dropped(): number
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

/** Opens a file of records for reading. */
export function recordFile(path: string, announce: Announce): RecordFile {
  const file = openSync(path, 'r')
  const buffer: ChunkBuffer = chunkBuffer()
  const accesses = accessStream()
  let chunks: Chunk[] = []
  let found = 0
  let begun = false

  const load = (offset: number, from: number, to: number): void => {
    const size = readSync(file, buffer.bytes, from, to - from, offset + from)
    buffer.bytes.fill(0, from + size, to)
  }

  /** A thread may have taken a later chunk and not yet an earlier one: at the end, gaps are looked past. */
  function findChunks(lookPast: number): void {
    for (let number = found + 1; number <= found + 1 + lookPast; number++) {
      load(number * chunkBytes, 0, slotBytes)
      if (((buffer.words[3] ?? 0) & 0xffff) !== chunkMark || wide(buffer.words, 6) === 0) continue
      chunks.push({ offset: number * chunkBytes, kind: buffer.words[1] ?? 0, at: slotBytes })
      found = number
    }
  }

  function readEvents(chunk: Chunk, rows: GrowingColumns, final: boolean): void {
    load(chunk.offset, chunk.at, chunkBytes)
    chunk.at = readChunk(buffer, chunk.at, final, rows, announce)
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
    read(rows, final) {
      findChunks(final ? 64 : 0)
      for (const chunk of chunks) if (chunk.kind === chunkKind.events) readEvents(chunk, rows, final)
      if (begun) for (const chunk of chunks) if (chunk.kind === chunkKind.accesses) readAccesses(chunk, rows)
      chunks = chunks.filter(({ at }) => at < chunkBytes)
    },
    dropped() {
      load(0, 0, slotBytes)
      return wide(buffer.words, droppedAt >> 2)
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
