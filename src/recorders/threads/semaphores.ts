import { eventCode } from '../../core/trace/event'
import { inObject } from './heap'
import type { Journal } from './journal'
import type { LockKind } from './lockKind'
import { raise } from './raised'
import type { RunMemory } from './runMemory'
import { waiting } from './waiting'

/** Semaphores: a word of free permits, and one that counts who waits so that a release wakes nobody in vain. */
export function semaphores(memory: RunMemory, journal: Journal, isBounded: boolean): LockKind {
  const heap = new Int32Array(memory.heap)
  const wait = waiting(memory)
  const idOf = (at: number): number => heap[at + inObject.id] ?? -1

  function take(at: number): boolean {
    for (;;) {
      const free = Atomics.load(heap, at + inObject.permits)
      if (free === 0) return false
      if (Atomics.compareExchange(heap, at + inObject.permits, free, free - 1) === free) return true
    }
  }

  return {
    acquire(at, line) {
      if (!take(at)) {
        journal.event(eventCode.requested, idOf(at), line)
        Atomics.add(heap, at + inObject.waiters, 1)
        while (!take(at)) wait(journal.thread, heap, at + inObject.permits, 0, at)
        Atomics.sub(heap, at + inObject.waiters, 1)
      }
      journal.event(eventCode.acquired, idOf(at), line)
    },
    tryAcquire(at, line) {
      const taken = take(at)
      journal.event(taken ? eventCode.acquired : eventCode.tryFailed, idOf(at), line)
      return taken
    },
    release(at, permits, line) {
      if (permits < 1) raise('ValueError', 'n must be one or more', line)
      if (isBounded && Atomics.load(heap, at + inObject.permits) + permits > (heap[at + inObject.capacity] ?? 0)) {
        raise('ValueError', 'Semaphore released too many times', line)
      }
      for (let i = 0; i < permits; i++) journal.event(eventCode.released, idOf(at), line)
      Atomics.add(heap, at + inObject.permits, permits)
      if (Atomics.load(heap, at + inObject.waiters) > 0) Atomics.notify(heap, at + inObject.permits, permits)
    },
    isLocked: (at) => Atomics.load(heap, at + inObject.permits) === 0
  }
}
