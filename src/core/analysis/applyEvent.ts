import type { EventColumns } from '../trace/columns'
import { eventCode } from '../trace/event'
import {
  countWord,
  holdWord,
  kindLock,
  kindRlock,
  kindSemaphore,
  kindVariable,
  lastWord,
  lineWord,
  objectWords,
  onWord,
  phaseEnded,
  phaseLive,
  phaseWord,
  type RunFrame,
  type RunState,
  sinceWord,
  threadWords,
  waitJoin,
  waitNone,
  waitObject,
  waitSleep,
  waitTimed,
  waitTimedJoin,
  waitWord,
  word,
  writtenWord
} from './runState'

const { threadStarted, threadEnded, requested, acquired, released, tryFailed, timedOut, joinBegan, joined } = eventCode
const { read, written, printed, raised, sleepBegan, sleepEnded, reached, dropped } = eventCode
const noPermits: readonly number[] = []

/**
 * Applies the next event to a state: what the event means for its thread and its object. This is the one place that says so; it runs millions of times, so it
 * reads columns and writes words. An impossible event (from a recording with a gap) is taken at its word and never throws.
 */
export function applyEvent(events: EventColumns, frame: RunFrame, state: RunState): void {
  const row = state.rows++
  const type = events.type[row] ?? 0
  const thread = events.thread[row] ?? -1
  if (thread >= 0) applyToThread(events, state, row, type, thread)
  switch (type) {
    case acquired:
      return take(frame, state, events, row, thread)
    case released:
      return give(frame, state, events, row, thread)
    case written:
      if (isObject(events, frame, row)) state.objects[(events.object[row] ?? 0) * objectWords + writtenWord] = row
      return
    case printed:
      state.printed++
      return
    case dropped:
      state.gap = row
      return
    default:
  }
}

function isObject(events: EventColumns, frame: RunFrame, row: number): boolean {
  const object = events.object[row] ?? -1
  return object >= 0 && object < frame.objectCount
}

function applyToThread(events: EventColumns, state: RunState, row: number, type: number, thread: number): void {
  const { threads } = state
  const base = thread * threadWords
  threads[base + lastWord] = row
  switch (type) {
    case threadStarted:
      threads[base + phaseWord] = phaseLive
      threads[base + sinceWord] = row
      return
    case threadEnded:
    case raised:
      setLine(events, threads, row, base)
      if (threads[base + phaseWord] === phaseEnded) return
      threads[base + phaseWord] = phaseEnded
      return setWait(threads, base, waitNone, -1, row)
    case requested:
      return begin(events, threads, row, base, Number.isNaN(events.value[row] ?? Number.NaN) ? waitObject : waitTimed, events.object[row] ?? -1)
    case joinBegan:
      return begin(events, threads, row, base, Number.isNaN(events.value[row] ?? Number.NaN) ? waitJoin : waitTimedJoin, events.object[row] ?? -1)
    case sleepBegan:
      return begin(events, threads, row, base, waitSleep, -1)
    case acquired:
    case released:
    case tryFailed:
    case timedOut:
    case joined:
    case sleepEnded:
    case read:
    case written:
      // whoever does something waits no more, even where the event that ended the wait is missing
      threads[base + phaseWord] = phaseLive
      setLine(events, threads, row, base)
      if (threads[base + waitWord] !== waitNone) setWait(threads, base, waitNone, -1, row)
      return
    case reached:
      setLine(events, threads, row, base)
      return
    default:
  }
}

function begin(events: EventColumns, threads: Int32Array, row: number, base: number, wait: number, on: number): void {
  // a thread may wait once more after its uncaught exception: Python's main joins the others then
  threads[base + phaseWord] = phaseLive
  setLine(events, threads, row, base)
  setWait(threads, base, wait, on, row)
}

function setWait(threads: Int32Array, base: number, wait: number, on: number, row: number): void {
  threads[base + waitWord] = wait
  threads[base + onWord] = on
  threads[base + sinceWord] = row
}

function setLine(events: EventColumns, threads: Int32Array, row: number, base: number): void {
  const line = events.line[row] ?? 0
  if (line > 0) threads[base + lineWord] = line
}

function take(frame: RunFrame, state: RunState, events: EventColumns, row: number, thread: number): void {
  if (!isObject(events, frame, row)) return
  const object = events.object[row] ?? 0
  const base = object * objectWords
  const { objects } = state
  switch (frame.kinds[object] ?? kindVariable) {
    case kindLock:
      objects[base + holdWord] = row
      objects[base + countWord] = 1
      return
    case kindRlock: {
      const hold = word(objects, base + holdWord)
      const again = hold >= 0 && events.thread[hold] === thread
      if (!again) objects[base + holdWord] = row
      objects[base + countWord] = again ? word(objects, base + countWord) + 1 : 1
      return
    }
    case kindSemaphore: {
      objects[base + countWord] = word(objects, base + countWord) - 1
      const out = state.permits.get(object) ?? noPermits
      const free = out.indexOf(-1)
      state.permits.set(object, free < 0 ? [...out, row] : out.with(free, row))
      return
    }
    default:
  }
}

function give(frame: RunFrame, state: RunState, events: EventColumns, row: number, thread: number): void {
  if (!isObject(events, frame, row)) return
  const object = events.object[row] ?? 0
  const base = object * objectWords
  const { objects } = state
  switch (frame.kinds[object] ?? kindVariable) {
    case kindLock:
      objects[base + holdWord] = -1
      objects[base + countWord] = 0
      return
    case kindRlock: {
      const count = Math.max(0, word(objects, base + countWord) - 1)
      objects[base + countWord] = count
      if (count === 0) objects[base + holdWord] = -1
      return
    }
    case kindSemaphore: {
      objects[base + countWord] = word(objects, base + countWord) + 1
      const out = state.permits.get(object)
      if (out !== undefined) state.permits.set(object, withoutOne(out, events, thread))
      return
    }
    default:
  }
}

/** Permits belong to nobody: the releaser's own newest one comes back, or, when it has none, the oldest that is out. */
function withoutOne(out: readonly number[], events: EventColumns, thread: number): readonly number[] {
  let own = -1
  let oldest = -1
  for (const [permit, row] of out.entries()) {
    if (row < 0) continue
    if (events.thread[row] === thread && row > (out[own] ?? -1)) own = permit
    if (oldest < 0 || row < (out[oldest] ?? -1)) oldest = permit
  }
  const back = own >= 0 ? own : oldest
  return back < 0 ? out : out.with(back, -1)
}
