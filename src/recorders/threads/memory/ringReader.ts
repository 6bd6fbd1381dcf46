import type { GrowingColumns } from '../../../core/trace/columns'
import { eventCode } from '../../../core/trace/event'
import { extra, field, literals, type Ring, ringHead, ringSlots, ringWord, slotMask, slotsOf, unitsPerSlot } from './ring'
import { isText } from './ringWriter'
import { readRequestText } from './requestText'

/** The reading end of a ring. */
export interface RingReader {
  /** The ticket of the next record; -1 when there is none. */
  ticket(): number
  /** Takes the next record into the columns; gives its moment, which is never before `notBefore`. */
  take(columns: GrowingColumns, notBefore: number): number
  /** Gives the writer back the room of all records taken, and wakes it. */
  release(): void
  /** Share of the ring that was full at the last `release`, 0 to 1. */
  fullness(): number
  /** Events not recorded, and times that the writer had to wait for us. */
  counts(): { readonly dropped: number; readonly waits: number }
}

/** A reader for this ring; there is only ever one. */
export function ringReader(ring: Ring): RingReader {
  const head = new Int32Array(ring, 0, ringHead / 4)
  const integers = new Int32Array(ring, ringHead)
  const moments = new Float64Array(ring, ringHead)
  const units = new Uint16Array(ring, ringHead)
  let read = 0
  let written = 0
  let released = 0
  let full = 0

  const integer = (slot: number, which: number): number => integers[slot * 8 + which] ?? 0

  function text(length: number): string {
    let made = ''
    for (let done = 0; done < length; done += unitsPerSlot) {
      const from = ((read + 1 + done / unitsPerSlot) & slotMask) * unitsPerSlot
      made += String.fromCharCode(...units.subarray(from, from + Math.min(unitsPerSlot, length - done)))
    }
    return made
  }

  function pushText(columns: GrowingColumns, slot: number, at: number, length: number): void {
    const type = integer(slot, field.typeAndThread) & 255
    const words = text(length)
    const [thread, object, line] = [integer(slot, field.typeAndThread) >> 8, integer(slot, field.object), integer(slot, field.line)]
    const value = integer(slot, field.value)
    if (isWait(type)) {
      const { seconds, to } = readRequestText(words)
      columns.push(type, at, thread, object, line, seconds, to)
    } else columns.push(type, at, thread, object, line, hasNumber(type) && value >= 0 ? value : Number.NaN, words)
  }

  // no closures and no objects: this runs for millions of events
  function pushPlain(columns: GrowingColumns, slot: number, at: number, more: number): void {
    const first = slot * 8
    const both = integers[first + field.typeAndThread] ?? 0
    const value = integers[first + field.value] ?? 0
    const words = more === extra.literal ? (literals[value] ?? '') : null
    columns.push(
      both & 255,
      at,
      both >> 8,
      integers[first + field.object] ?? 0,
      integers[first + field.line] ?? 0,
      more === extra.int ? value : Number.NaN,
      words
    )
  }

  return {
    ticket() {
      if (read === written) written = Atomics.load(head, ringWord.written)
      return read === written ? -1 : integer(read & slotMask, field.ticket)
    },
    take(columns, notBefore) {
      const slot = read & slotMask
      const at = Math.max(notBefore, Math.floor(moments[slot * 4 + field.moment] ?? 0))
      const more = integer(slot, field.extra)
      if (isText(more)) pushText(columns, slot, at, more)
      else pushPlain(columns, slot, at, more)
      read += isText(more) ? slotsOf(more) : 1
      return at
    },
    release() {
      full = (Atomics.load(head, ringWord.written) - released) / ringSlots
      if (read === released) return
      released = read
      Atomics.store(head, ringWord.read, read)
      Atomics.notify(head, ringWord.read)
    },
    fullness: () => full,
    counts: () => ({ dropped: Atomics.load(head, ringWord.dropped), waits: Atomics.load(head, ringWord.waits) })
  }
}

// permits, parties and places, the stream of a printed line, processes, and loops
const hasNumber = (type: number): boolean =>
  type === eventCode.declared ||
  type === eventCode.printed ||
  type === eventCode.threadStarted ||
  type === eventCode.taskStarted ||
  type === eventCode.processStarted
// seconds are not whole: they travel as text
const isWait = (type: number): boolean =>
  type === eventCode.sleepBegan || type === eventCode.requested || type === eventCode.waitBegan || type === eventCode.joinBegan
