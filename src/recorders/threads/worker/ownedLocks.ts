import { eventCode } from '../../../core/trace/event'
import { acquiring } from './acquiring'
import { contended, inObject } from '../memory/heap'
import type { Journal } from '../memory/journal'
import type { LockKind } from './lockKind'
import type { Patience } from './patience'
import { raise } from '../memory/raised'
import type { RunMemory } from '../memory/runMemory'
import { waiting } from './waiting'

/** Lock and RLock: one word says who owns it and whether somebody waits, so that the host sees both at once. */
export function ownedLocks(memory: RunMemory, journal: Journal, isReentrant: boolean): LockKind {
  const heap = new Int32Array(memory.heap)
  const wait = waiting(memory)
  const idOf = (at: number): number => heap[at + inObject.id] ?? -1
  const me = (): number => journal.thread + 1
  const isMine = (at: number): boolean => isReentrant && (Atomics.load(heap, at + inObject.owner) & ~contended) === me()
  const isLocked = (at: number): boolean => Atomics.load(heap, at + inObject.owner) !== 0
  const depthOf = (at: number): number => heap[at + inObject.depth] ?? 0

  function take(at: number): boolean {
    if (isMine(at)) {
      heap[at + inObject.depth] = depthOf(at) + 1
      return true
    }
    return Atomics.compareExchange(heap, at + inObject.owner, 0, me()) === 0
  }

  function takeLate(at: number, within: Patience): boolean {
    const word = at + inObject.owner
    for (;;) {
      const seen = Atomics.load(heap, word)
      if (seen === 0) {
        // others may still wait: whoever was woken keeps the mark for them
        if (Atomics.compareExchange(heap, word, 0, me() | contended) === 0) return true
      } else if (seen & contended || Atomics.compareExchange(heap, word, seen, seen | contended) === seen) {
        // only with the mark in place: who gives up may be the one that was woken to keep it
        const left = within.left()
        if (left === 0) return false
        wait(journal.thread, heap, word, seen | contended, at, left)
      }
    }
  }

  function free(at: number): void {
    if (Atomics.exchange(heap, at + inObject.owner, 0) & contended) Atomics.notify(heap, at + inObject.owner, 1)
  }

  const got = acquiring(heap, journal, { take, takeLate })
  return {
    ...got,
    release(at, _permits, line) {
      const owner = Atomics.load(heap, at + inObject.owner)
      if (isReentrant && (owner & ~contended) !== me()) raise('RuntimeError', 'cannot release un-acquired lock', line)
      if (owner === 0) raise('RuntimeError', 'release unlocked lock', line)
      journal.event(eventCode.released, idOf(at), line)
      const depth = depthOf(at)
      if (depth > 0) heap[at + inObject.depth] = depth - 1
      else free(at)
    },
    isLocked,
    isOwned: isReentrant ? isMine : isLocked,
    giveUp(at, line, tell) {
      const times = depthOf(at) + 1
      for (let i = 0; i < times; i++) journal.event(eventCode.released, idOf(at), line)
      tell()
      heap[at + inObject.depth] = 0
      free(at)
      return times
    },
    takeAgain(at, times, line) {
      got.acquire(at, line)
      for (let i = 1; i < times; i++) journal.event(eventCode.acquired, idOf(at), line)
      heap[at + inObject.depth] = times - 1
    }
  }
}
