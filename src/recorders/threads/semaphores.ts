import { eventCode } from '../../core/trace/event'
import { inObject } from './heap'
import type { Journal } from './journal'
import type { LockKind } from './lockKind'
import { type Patience, patience } from './patience'
import { raise } from './raised'
import type { RunMemory } from './runMemory'
import { waiting } from './waiting'

const forEver = patience(null)

/** Semaphores: a word of free permits, and one that counts who waits so that a release wakes nobody in vain. */
export function semaphores(memory: RunMemory, journal: Journal, isBounded: boolean): LockKind {
  const heap = new Int32Array(memory.heap)
  const wait = waiting(memory)
  const idOf = (at: number): number => heap[at + inObject.id] ?? -1
  const isLocked = (at: number): boolean => Atomics.load(heap, at + inObject.permits) === 0

  function take(at: number): boolean {
    for (;;) {
      const free = Atomics.load(heap, at + inObject.permits)
      if (free === 0) return false
      if (Atomics.compareExchange(heap, at + inObject.permits, free, free - 1) === free) return true
    }
  }

  function takeLate(at: number, within: Patience): boolean {
    Atomics.add(heap, at + inObject.waiters, 1)
    let taken = take(at)
    for (let left = within.left(); !taken && left > 0; left = within.left()) {
      wait(journal.thread, heap, at + inObject.permits, 0, at, left)
      taken = take(at)
    }
    Atomics.sub(heap, at + inObject.waiters, 1)
    return taken
  }

  function acquire(at: number, line: number): void {
    if (!take(at)) {
      journal.event(eventCode.requested, idOf(at), line)
      takeLate(at, forEver)
    }
    journal.event(eventCode.acquired, idOf(at), line)
  }

  function give(at: number, permits: number): void {
    Atomics.add(heap, at + inObject.permits, permits)
    if (Atomics.load(heap, at + inObject.waiters) > 0) Atomics.notify(heap, at + inObject.permits, permits)
  }

  function checkBound(at: number, permits: number, line: number): void {
    if (!isBounded || Atomics.load(heap, at + inObject.permits) + permits <= (heap[at + inObject.capacity] ?? 0)) return
    raise('ValueError', 'Semaphore released too many times', line)
  }

  function release(at: number, permits: number, line: number): void {
    if (permits < 1) raise('ValueError', 'n must be one or more', line)
    checkBound(at, permits, line)
    for (let i = 0; i < permits; i++) journal.event(eventCode.released, idOf(at), line)
    give(at, permits)
  }

  return {
    acquire,
    tryAcquire(at, line) {
      const taken = take(at)
      if (taken) journal.value(eventCode.acquired, idOf(at), line, 1)
      else journal.event(eventCode.tryFailed, idOf(at), line)
      return taken
    },
    acquireWithin(at, within, line) {
      if (take(at)) {
        journal.value(eventCode.acquired, idOf(at), line, 1)
        return true
      }
      journal.asks(eventCode.requested, idOf(at), line, within.seconds)
      const taken = takeLate(at, within)
      journal.event(taken ? eventCode.acquired : eventCode.timedOut, idOf(at), line)
      return taken
    },
    release,
    isLocked,
    isOwned: isLocked,
    giveUp(at, line, tell) {
      checkBound(at, 1, line)
      journal.event(eventCode.released, idOf(at), line)
      tell()
      give(at, 1)
      return 1
    },
    takeAgain: (at, _times, line) => acquire(at, line)
  }
}
