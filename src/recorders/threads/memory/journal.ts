import { performance } from 'node:perf_hooks'
import type { Purpose } from '../../../core/trace/event'
import { requestText } from './requestText'
import { extra, literals } from './ring'
import type { RingWriter } from './ringWriter'
import { type RunMemory, words } from './runMemory'

/** What one worker writes down. Every event takes a ticket, its place in the one order of the run; the clock is read before the ticket is taken. */
export interface Journal {
  /** The thread that this worker runs now. */
  readonly thread: number
  /** From here on this worker runs that thread. */
  begin(thread: number): void
  /** An event without text or value; dropped and counted when the run has had its share. */
  event(type: number, object: number, line: number): void
  /** The beginning of a wait: for so many seconds (null: for ever) and, where there is more than one thing to ask for, for what. */
  asks(type: number, object: number, line: number, seconds: number | null, to?: Purpose): void
  /** An event with a value: an int, or the literal of anything else. */
  value(type: number, object: number, line: number, value: number | string): void
  /** A rare event with a text: recorded always. */
  note(type: number, object: number, line: number, value: number, text: string, thread?: number): void
  /** A rare event without a text: recorded always. It may have an int, and may be told of another thread that waits. */
  plain(type: number, object: number, line: number, more?: { readonly value?: number; readonly of?: number }): void
  /** Room for one access with a text of at most so many code units; false when the run has had its share, and then the access is counted as dropped. */
  room(units: number): boolean
  /** Nanoseconds since the start of the run. */
  now(): number
  /** Enters and leaves the stretch in which an access and its ticket belong together. Short: nothing inside waits. */
  lock(): void
  unlock(): void
  /** Inside that stretch: the ticket. */
  ticket(): number
  /** An int that was read or written, outside the stretch again. */
  int(ticket: number, type: number, object: number, line: number, value: number, moment: number): void
  /** Another value, as its Python literal. */
  literal(ticket: number, type: number, object: number, line: number, literal: string, moment: number): void
}

/** A journal that writes to this ring. */
export function journal(memory: RunMemory, ring: RingWriter): Journal {
  const control = new Int32Array(memory.control)
  const limit = control[words.maxEvents] ?? 0
  let offset = 0
  let thread = 0
  const now = (): number => performance.now() * 1e6 + offset
  const ticket = (): number => Atomics.add(control, words.ticket, 1)
  const isOver = (): boolean => Atomics.load(control, words.ticket) >= limit

  function contend(): void {
    // looking is cheap, trying takes the cache line away from the holder; on a busy machine the holder may have lost its processor: give it ours for a moment
    for (let looks = 1; ; looks++) {
      if (Atomics.load(control, words.spin) === 0 && Atomics.compareExchange(control, words.spin, 0, 1) === 0) return
      if (looks % 1000 === 0) Atomics.wait(control, words.never, 0, 0.05)
    }
  }

  function plain(type: number, object: number, line: number, more?: { readonly value?: number; readonly of?: number }): void {
    ring.reserve(0)
    const moment = now()
    const value = more?.value
    ring.put(ticket(), type, more?.of ?? thread, object, line, value ?? 0, value === undefined ? extra.none : extra.int, moment)
  }

  function event(type: number, object: number, line: number): void {
    if (isOver()) return ring.drop()
    plain(type, object, line)
  }

  function literal(at: number, type: number, object: number, line: number, text: string, moment: number): void {
    const index = literals.findIndex((known) => known === text)
    if (index >= 0) ring.put(at, type, thread, object, line, index, extra.literal, moment)
    else ring.putText(at, type, thread, object, line, 0, text, moment)
  }

  return {
    get thread() {
      return thread
    },
    begin(next) {
      thread = next
      offset = clockOffset(memory)
    },
    event,
    asks(type, object, line, seconds, to) {
      if (seconds === null && to === undefined) return event(type, object, line)
      if (isOver()) return ring.drop()
      const text = requestText(seconds, to ?? null)
      ring.reserve(text.length)
      const moment = now()
      ring.putText(ticket(), type, thread, object, line, 0, text, moment)
    },
    value(type, object, line, value) {
      if (isOver()) return ring.drop()
      ring.reserve(typeof value === 'number' ? 0 : value.length)
      const moment = now()
      if (typeof value === 'number') ring.put(ticket(), type, thread, object, line, value, extra.int, moment)
      else literal(ticket(), type, object, line, value, moment)
    },
    plain,
    note(type, object, line, value, text, of = thread) {
      ring.reserve(text.length)
      const moment = now()
      ring.putText(ticket(), type, of, object, line, value, text, moment)
    },
    room(units) {
      if (isOver()) {
        ring.drop()
        return false
      }
      ring.reserve(units)
      return true
    },
    now,
    lock() {
      if (Atomics.compareExchange(control, words.spin, 0, 1) !== 0) contend()
    },
    unlock() {
      Atomics.store(control, words.spin, 0)
    },
    ticket,
    int(at, type, object, line, value, moment) {
      ring.put(at, type, thread, object, line, value, extra.int, moment)
    },
    literal
  }
}

// performance.now costs 50 ns, hrtime.bigint 80; both tick with the same clock, so one comparison is enough
function clockOffset(memory: RunMemory): number {
  const origin = new BigInt64Array(memory.control, words.origin * 4, 1)
  const before = performance.now()
  const sinceOrigin = Number(process.hrtime.bigint() - Atomics.load(origin, 0))
  const after = performance.now()
  return sinceOrigin - ((before + after) / 2) * 1e6
}
