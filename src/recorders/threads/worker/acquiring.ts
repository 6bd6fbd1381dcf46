import { eventCode } from '../../../core/trace/event'
import { inObject } from '../memory/heap'
import type { Journal } from '../memory/journal'
import type { LockKind } from './lockKind'
import { type Patience, patience } from './patience'

const forEver = patience(null)

/** How one kind of lock is got: `take` at once or not at all, `takeLate` after a wait, false when patience ends first. */
export interface Taking {
  take(at: number): boolean
  takeLate(at: number, within: Patience): boolean
}

/** Acquiring a lock of any kind, and what is told of it. */
export function acquiring(heap: Int32Array, journal: Journal, { take, takeLate }: Taking): Pick<LockKind, 'acquire' | 'tryAcquire' | 'acquireWithin'> {
  const idOf = (at: number): number => heap[at + inObject.id] ?? -1
  return {
    acquire(at, line) {
      if (!take(at)) {
        journal.event(eventCode.requested, idOf(at), line)
        takeLate(at, forEver)
      }
      journal.event(eventCode.acquired, idOf(at), line)
    },
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
    }
  }
}
