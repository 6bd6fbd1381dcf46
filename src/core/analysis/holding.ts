import type { EventColumns } from '../trace/columns'
import { isLost } from './forgetHolds'
import {
  countWord,
  extraWord,
  holdLost,
  holdWord,
  kindGil,
  kindLock,
  kindRlock,
  kindRwlock,
  kindSemaphore,
  kindVariable,
  objectWords,
  type RunFrame,
  type RunState,
  word,
  writtenWord
} from './runState'

/** A thread takes a lock, an rlock once more, a permit, or a readers–writer lock for writing. */
export function take(events: EventColumns, frame: RunFrame, state: RunState, row: number, object: number): void {
  const base = object * objectWords
  const { objects } = state
  switch (frame.kinds[object] ?? kindVariable) {
    case kindLock:
    case kindGil:
      objects[base + holdWord] = row
      objects[base + countWord] = 1
      return
    case kindRlock: {
      const hold = word(objects, base + holdWord)
      const again = hold >= 0 && events.thread[hold] === events.thread[row]
      // whoever takes it after somebody else has not held it since before a gap
      const last = word(objects, base + writtenWord)
      if (last >= 0 && events.thread[last] !== events.thread[row]) objects[base + extraWord] = 0
      if (word(objects, base + extraWord) === 1) objects[base + writtenWord] = row
      if (!again) objects[base + holdWord] = row
      objects[base + countWord] = again ? word(objects, base + countWord) + 1 : 1
      return
    }
    case kindSemaphore:
      objects[base + countWord] = word(objects, base + countWord) - 1
      return putOut(state, row, object)
    case kindRwlock:
      objects[base + holdWord] = row
      return
    default:
  }
}

/** The inverse of `take`. */
export function give(events: EventColumns, frame: RunFrame, state: RunState, row: number, object: number): void {
  const base = object * objectWords
  const { objects } = state
  switch (frame.kinds[object] ?? kindVariable) {
    case kindLock:
    case kindGil:
      objects[base + holdWord] = -1
      objects[base + countWord] = 0
      return
    case kindRlock: {
      const count = Math.max(0, word(objects, base + countWord) - 1)
      objects[base + countWord] = count
      if (count === 0) objects[base + holdWord] = word(objects, base + extraWord) === 1 ? holdLost : -1
      return
    }
    case kindSemaphore:
      objects[base + countWord] = word(objects, base + countWord) + 1
      return takeBack(events, state, row, object)
    case kindRwlock:
      objects[base + holdWord] = -1
      return
    default:
  }
}

/** A thread begins to read under a readers–writer lock. */
export function share(state: RunState, row: number, object: number): void {
  const count = object * objectWords + countWord
  state.objects[count] = word(state.objects, count) + 1
  putOut(state, row, object)
}

/** The inverse of `share`. */
export function unshare(events: EventColumns, state: RunState, row: number, object: number): void {
  const count = object * objectWords + countWord
  state.objects[count] = Math.max(0, word(state.objects, count) - 1)
  takeBack(events, state, row, object)
}

/** The permit goes to the first free row. */
function putOut({ permits }: RunState, row: number, object: number): void {
  const out = permits.get(object) ?? []
  const free = out.indexOf(-1)
  permits.set(object, free < 0 ? [...out, row] : out.with(free, row))
}

/** Permits belong to nobody: the releaser's own newest one comes back, or, when it has none, the oldest that is out. */
function takeBack(events: EventColumns, state: RunState, at: number, object: number): void {
  const { permits } = state
  const out = permits.get(object) ?? []
  let own = -1
  let oldest = -1
  for (const [permit, row] of out.entries()) {
    if (row < 0) continue
    if (events.thread[row] === events.thread[at] && row > (out[own] ?? -1)) own = permit
    if (oldest < 0 || row < (out[oldest] ?? -1)) oldest = permit
  }
  // of permits that were taken before a gap nothing is known: it may be one of them
  const back = own >= 0 || isLost(state, object) ? own : oldest
  if (back >= 0) permits.set(object, out.with(back, -1))
}
