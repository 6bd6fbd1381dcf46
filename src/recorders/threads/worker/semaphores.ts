import { eventCode } from '../../../core/trace/event'
import { acquiring } from './acquiring'
import { inObject } from '../memory/heap'
import type { Journal } from '../memory/journal'
import type { LockKind } from './lockKind'
import type { Patience } from './patience'
import { raise } from '../memory/raised'
import type { RunMemory } from '../memory/runMemory'
import { waiting } from './waiting'

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

  const got = acquiring(heap, journal, { take, takeLate })
  return {
    ...got,
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
    takeAgain: (at, _times, line) => got.acquire(at, line)
  }
}
