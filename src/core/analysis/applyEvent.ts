import type { EventColumns } from '../trace/columns'
import { eventCode } from '../trace/event'
import { applyToThread } from './applyToThread'
import { forgetHolds, make } from './forgetHolds'
import { give, share, take, unshare } from './holding'
import { lostSince } from './losses'
import { isObject } from './purpose'
import { objectWords, type RunFrame, type RunState, writtenWord } from './runState'
import { arrive, beginWork, breakBarrier, clear, fill, notify, setEvent } from './waitSets'

const {
  declared,
  acquired,
  released,
  written,
  printed,
  dropped,
  notified,
  put,
  got,
  taskDone,
  set,
  cleared,
  arrived,
  broken,
  acquiredShared,
  releasedShared,
  workBegan
} = eventCode

/**
 * Applies the next event to a state: what the event means for its thread and its object. This is the one place that says so; it runs millions of times, so it
 * reads columns and writes words. An impossible event (from a recording with a gap) is taken at its word and never throws.
 */
export function applyEvent(events: EventColumns, frame: RunFrame, state: RunState): void {
  const row = state.rows++
  const type = events.type[row] ?? 0
  const thread = events.thread[row] ?? -1
  if (thread >= 0) applyToThread(events, frame, state, row, type, thread)
  if (type === printed) state.printed++
  else if (type === dropped) {
    state.gap = row
    if (lostSince(events, row) !== null) forgetHolds(frame, state)
  } else if (isObject(events, frame, row)) applyToObject(events, frame, state, row, type, events.object[row] ?? 0)
}

function applyToObject(events: EventColumns, frame: RunFrame, state: RunState, row: number, type: number, object: number): void {
  switch (type) {
    case declared:
      // of a run that is seen from outside, an object is declared where it is first heard of
      if (state.gap >= 0 && !frame.outside) make(frame, state, object)
      return
    case acquired:
      return take(events, frame, state, row, object)
    case released:
      return give(events, frame, state, row, object)
    case acquiredShared:
      return share(state, row, object)
    case releasedShared:
      return unshare(events, state, row, object)
    case written:
      state.objects[object * objectWords + writtenWord] = row
      return
    case notified:
      return notify(state, row, object, events.value[row] ?? -1)
    case workBegan:
      return beginWork(state, row, object)
    case set:
      return setEvent(frame, state, row, object)
    case cleared:
      return clear(frame, state, row, object)
    case arrived:
      return arrive(frame, state, row, object)
    case broken:
      return breakBarrier(frame, state, row, object)
    case put:
      return fill(state, object, 1, 1)
    case got:
      return fill(state, object, -1, 0)
    case taskDone:
      return fill(state, object, 0, -1)
    default:
  }
}
