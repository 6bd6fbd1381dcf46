import { kindCodes } from '../state/kindCodes'
import { type Layout, objectBase } from '../state/layout'
import { conditionWord, lockWord } from '../state/objectWords'
import { word } from '../state/words'

const hasOwner = (kind: number): boolean => kind === kindCodes.lock || kind === kindCodes.rlock

/** The lock that an object is locked by: itself, or the lock of a condition. `kind` is the object's. */
export const lockOf = (layout: Layout, state: Int32Array, kind: number, object: number): number =>
  kind === kindCodes.condition ? word(state, objectBase(layout, object) + conditionWord.lock) : object

/** The code of the kind of that lock. */
export const lockKindOf = (layout: Layout, state: Int32Array, kind: number, object: number): number =>
  kind === kindCodes.condition ? word(state, objectBase(layout, object) + conditionWord.lockKind) : kind

/** Whether a thread can take a lock, or one permit of a semaphore, now. */
export function isFree(layout: Layout, state: Int32Array, kind: number, lock: number, thread: number): boolean {
  const first = word(state, objectBase(layout, lock) + lockWord.first)
  if (kind === kindCodes.lock) return first === 0
  return kind === kindCodes.rlock ? first === 0 || first === thread + 1 : first > 0
}

/** Whether somebody has the lock, or all permits of the semaphore are taken. */
export function isTaken(layout: Layout, state: Int32Array, kind: number, lock: number): boolean {
  const first = word(state, objectBase(layout, lock) + lockWord.first)
  return hasOwner(kind) ? first !== 0 : first === 0
}

/** The thread that owns a lock or rlock, -1 when nobody does; semaphores have no owner. */
export const ownerOf = (layout: Layout, state: Int32Array, kind: number, lock: number): number =>
  hasOwner(kind) ? word(state, objectBase(layout, lock) + lockWord.first) - 1 : -1

/** Takes a free lock, or one permit. */
export function acquire(layout: Layout, state: Int32Array, kind: number, lock: number, thread: number): void {
  const base = objectBase(layout, lock)
  state[base + lockWord.first] = hasOwner(kind) ? thread + 1 : word(state, base + lockWord.first) - 1
  if (kind === kindCodes.rlock) state[base + lockWord.second] = word(state, base + lockWord.second) + 1
}

/** Gives a lock back once, or so many permits. CPython's exception, or null when all went well. */
export function release(layout: Layout, state: Int32Array, kind: number, lock: number, thread: number, permits: number): readonly [string, string] | null {
  const base = objectBase(layout, lock)
  const first = word(state, base + lockWord.first)
  const second = word(state, base + lockWord.second)
  if (kind === kindCodes.lock) {
    if (first === 0) return ['RuntimeError', 'release unlocked lock']
    state[base + lockWord.first] = 0
  } else if (kind === kindCodes.rlock) {
    if (first !== thread + 1) return ['RuntimeError', 'cannot release un-acquired lock']
    state[base + lockWord.second] = second - 1
    if (second === 1) state[base + lockWord.first] = 0
  } else {
    if (permits < 1) return ['ValueError', 'n must be one or more']
    if (kind === kindCodes.boundedSemaphore && first + permits > second) return ['ValueError', 'Semaphore released too many times']
    if (first + permits > 2 ** 31 - 1) return ['OverflowError', 'more permits than the lab counts']
    state[base + lockWord.first] = first + permits
  }
  return null
}
