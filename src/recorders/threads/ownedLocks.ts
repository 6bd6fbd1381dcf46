import { eventCode } from '../../core/trace/event'
import { contended, inObject } from './heap'
import type { Journal } from './journal'
import type { LockKind } from './lockKind'
import { raise } from './raised'
import type { RunMemory } from './runMemory'
import { waiting } from './waiting'

/** Lock and RLock: one word says who owns it and whether somebody waits, so that the host sees both at once. */
export function ownedLocks(memory: RunMemory, journal: Journal, isReentrant: boolean): LockKind {
  const heap = new Int32Array(memory.heap)
  const wait = waiting(memory)
  const idOf = (at: number): number => heap[at + inObject.id] ?? -1
  const me = (): number => journal.thread + 1
  const isMine = (at: number): boolean => isReentrant && (Atomics.load(heap, at + inObject.owner) & ~contended) === me()

  function take(at: number): boolean {
    if (isMine(at)) {
      heap[at + inObject.depth] = (heap[at + inObject.depth] ?? 0) + 1
      return true
    }
    return Atomics.compareExchange(heap, at + inObject.owner, 0, me()) === 0
  }

  function takeLate(at: number): void {
    const word = at + inObject.owner
    for (;;) {
      const seen = Atomics.load(heap, word)
      if (seen === 0) {
        // others may still wait: whoever was woken keeps the mark for them
        if (Atomics.compareExchange(heap, word, 0, me() | contended) === 0) return
      } else if (seen & contended || Atomics.compareExchange(heap, word, seen, seen | contended) === seen) {
        wait(journal.thread, heap, word, seen | contended, at)
      }
    }
  }

  return {
    acquire(at, line) {
      if (!take(at)) {
        journal.event(eventCode.requested, idOf(at), line)
        takeLate(at)
      }
      journal.event(eventCode.acquired, idOf(at), line)
    },
    tryAcquire(at, line) {
      const taken = take(at)
      journal.event(taken ? eventCode.acquired : eventCode.tryFailed, idOf(at), line)
      return taken
    },
    release(at, _permits, line) {
      const owner = Atomics.load(heap, at + inObject.owner)
      if (isReentrant && (owner & ~contended) !== me()) raise('RuntimeError', 'cannot release un-acquired lock', line)
      if (owner === 0) raise('RuntimeError', 'release unlocked lock', line)
      journal.event(eventCode.released, idOf(at), line)
      const depth = heap[at + inObject.depth] ?? 0
      if (depth > 0) heap[at + inObject.depth] = depth - 1
      else if (Atomics.exchange(heap, at + inObject.owner, 0) & contended) Atomics.notify(heap, at + inObject.owner, 1)
    },
    isLocked: (at) => Atomics.load(heap, at + inObject.owner) !== 0
  }
}
