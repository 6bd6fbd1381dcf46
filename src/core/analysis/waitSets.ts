import { isLost } from './forgetHolds'
import {
  countWord,
  extraWord,
  holdWord,
  kindBarrier,
  kindCondition,
  kindQueue,
  objectWords,
  onWord,
  type RunFrame,
  type RunState,
  sinceWord,
  threadWords,
  waitObject,
  waitOver,
  waitSet,
  waitTimedSet,
  waitWord,
  word,
  writtenWord
} from './runState'

/** The object whose wait set a thread is in, -1 none. */
export function waitSetOf({ threads }: RunState, thread: number): number {
  if (thread < 0) return -1
  const wait = word(threads, thread * threadWords + waitWord)
  return wait === waitSet || wait === waitTimedSet ? word(threads, thread * threadWords + onWord) : -1
}

/** Whether a thread is in the wait set of an object. */
export const isInWaitSet = (state: RunState, thread: number, object: number): boolean => waitSetOf(state, thread) === object

/** Takes a thread out of a condition's wait set: from now on it waits for the condition's lock, where that is known. */
export function notify(state: RunState, row: number, object: number, target: number): void {
  if (target >= 0 && isInWaitSet(state, target, object)) letGo(state, row, target, word(state.objects, object * objectWords + extraWord))
}

/** A worker is at the work whose result a future will be: until it is there, that is the one to wait for. */
export function beginWork({ objects }: RunState, row: number, object: number): void {
  objects[object * objectWords + holdWord] = row
}

/** The event is set, or the future has its result: everybody goes on. A queue is shut down. */
export function setEvent(frame: RunFrame, state: RunState, row: number, object: number): void {
  if (frame.kinds[object] === kindQueue) {
    state.objects[object * objectWords + writtenWord] = row
    return
  }
  state.objects[object * objectWords + holdWord] = -1
  state.objects[object * objectWords + countWord] = 1
  letAllGo(frame, state, row, object)
}

/** The event is unset, or the barrier is as new: whoever was there goes, with an exception. */
export function clear(frame: RunFrame, state: RunState, row: number, object: number): void {
  state.objects[object * objectWords + countWord] = 0
  state.objects[object * objectWords + holdWord] = -1
  if (frame.kinds[object] !== kindBarrier) return
  state.objects[object * objectWords + extraWord] = 0
  letAllGo(frame, state, row, object)
}

/**
 * One more at a barrier; the last lets all go. What it counts stays to be seen until somebody arrives for the next round. In a step clock it is `woken` that lets them
 * go: it stands where the barrier opens, behind its action, while in a recorded run it stands where the thread came to say so.
 */
export function arrive(frame: RunFrame, state: RunState, row: number, object: number): void {
  const parties = frame.capacities[object] ?? Number.POSITIVE_INFINITY
  const base = object * objectWords
  // how many had come before a gap is not known, nor therefore who is the last
  if (isLost(state, object)) return
  const there = word(state.objects, base + countWord)
  const now = there >= parties ? 1 : there + 1
  state.objects[base + countWord] = now
  if (now >= parties && !frame.steps) letAllGo(frame, state, row, object)
}

/** Whoever is at the barrier goes, with an exception. */
export function breakBarrier(frame: RunFrame, state: RunState, row: number, object: number): void {
  const base = object * objectWords
  state.objects[base + holdWord] = -1
  state.objects[base + countWord] = 0
  state.objects[base + extraWord] = 1
  letAllGo(frame, state, row, object)
}

/** Values come into or out of a queue, or are done. */
export function fill(state: RunState, object: number, values: number, unfinished: number): void {
  if (isLost(state, object)) return
  const { objects } = state
  const base = object * objectWords
  objects[base + countWord] = Math.max(0, word(objects, base + countWord) + values)
  objects[base + extraWord] = Math.max(0, word(objects, base + extraWord) + unfinished)
}

function letAllGo({ threadCount, kinds }: RunFrame, state: RunState, row: number, object: number): void {
  if (kinds[object] === kindCondition) return
  for (let thread = 0; thread < threadCount; thread++) if (isInWaitSet(state, thread, object)) letGo(state, row, thread, -1)
}

function letGo({ threads }: RunState, row: number, thread: number, lock: number): void {
  const base = thread * threadWords
  threads[base + waitWord] = lock < 0 ? waitOver : waitObject
  if (lock >= 0) threads[base + onWord] = lock
  threads[base + sinceWord] = row
}
