import { contended, inObject } from './memory/heap'
import { inThread, type RunMemory, threadRow, threadState, words } from './memory/runMemory'
import { kindCode } from './memory/sharedValue'

/** What the host sees of a run in its shared memory. */
export interface Verdict {
  /** Main and all threads that are no daemons have ended. */
  isFinished(): boolean
  /** Threads still live that are not all daemons, and every one of them blocked on something that only they could give: nobody is left who could ever go on. */
  isStuck(): boolean
  /** Threads that own a lock or are joined wait for each other in a ring, whoever else may still run. */
  hasRing(): boolean
  hasFailure(): boolean
  /** Who has begun and not ended. */
  live(): readonly number[]
}

/** Looks at a run from outside, while its threads go on. */
export function verdict(memory: RunMemory): Verdict {
  const control = new Int32Array(memory.control)
  const heap = new Int32Array(memory.heap)
  const of = (thread: number, which: number): number => Atomics.load(control, threadRow(thread) + which)
  const all = (): number[] => Array.from({ length: Atomics.load(control, words.threads) }, (_, id) => id)
  const isLive = (thread: number): boolean => of(thread, inThread.state) === threadState.starting || of(thread, inThread.state) === threadState.running

  /** Sees all threads as they were at one time: no start came in between. */
  function atOnce<Answer>(look: () => Answer): Answer {
    for (;;) {
      const before = Atomics.load(control, words.started)
      const answer = look()
      if (Atomics.load(control, words.started) === before) return answer
    }
  }

  const lockOwner = (object: number): number => (Atomics.load(heap, object + inObject.owner) & ~contended) - 1
  const kindOf = (object: number): number => heap[object + inObject.kind] ?? 0
  const isOwnable = (object: number): boolean => kindOf(object) === kindCode.lock || kindOf(object) === kindCode.rlock

  /** Whether what a blocked thread waits for is not to be had: a lock, a permit, another's end; or, in a list of those who wait, to be taken out of it. */
  function isHeld(thread: number): boolean {
    const on = of(thread, inThread.blockedOn)
    if (on < 0) return of(-1 - on, inThread.state) !== threadState.ended
    if (isOwnable(on)) return lockOwner(on) >= 0
    const isSemaphore = kindOf(on) === kindCode.semaphore || kindOf(on) === kindCode.boundedSemaphore
    return isSemaphore ? Atomics.load(heap, on + inObject.permits) === 0 : of(thread, inThread.waits) === 1
  }

  // Threads block and wake while we look. One that is blocked at two looks, with no new blocking counted between them, was blocked all the time between; if
  // that holds for all, there was a moment when nobody ran, and since then nothing can have changed.
  function isStuck(): boolean {
    return atOnce(() => {
      const live = all().filter(isLive)
      const blockings = live.map((thread) => of(thread, inThread.blockings))
      const areBlocked = (): boolean => live.every((thread, i) => of(thread, inThread.blockedOn) !== 0 && of(thread, inThread.blockings) === blockings[i])
      // main may have ended since we asked whether all is over: daemons left alone are nobody's deadlock
      if (live.every((thread) => of(thread, inThread.daemon) === 1) || !areBlocked()) return false
      return live.every(isHeld) && areBlocked()
    })
  }

  /** The one thread that could end a thread's wait; -1 when there is none or it might be any. */
  function awaited(thread: number): number {
    const on = isLive(thread) ? of(thread, inThread.blockedOn) : 0
    if (on < 0) return -1 - on
    return on !== 0 && isOwnable(on) ? lockOwner(on) : -1
  }

  function isInRing(thread: number): boolean {
    let at = awaited(thread)
    for (let steps = 0; at >= 0 && steps <= Atomics.load(control, words.threads); steps++) {
      if (at === thread) return true
      at = awaited(at)
    }
    return false
  }

  return {
    isFinished: () =>
      atOnce(() => of(0, inThread.state) === threadState.ended && all().every((thread) => !isLive(thread) || of(thread, inThread.daemon) === 1)),
    isStuck,
    hasRing: () => all().some(isInRing),
    live: () => all().filter(isLive),
    hasFailure: () => all().some((thread) => of(thread, inThread.failed) === 1)
  }
}
