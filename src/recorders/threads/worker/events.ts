import { eventCode } from '../../../core/trace/event'
import { tellCompletion } from './completions'
import type { Guard } from './guard'
import { inObject } from '../memory/heap'
import type { Journal } from '../memory/journal'
import type { RunMemory } from '../memory/runMemory'
import type { Ref, Value } from '../memory/sharedValue'
import type { SyncObjects } from './syncObjects'
import { inEvent } from './syncWords'
import type { WaitKind } from './waitKind'
import type { WaitLists } from './waitLists'

/** The program's events (`threading.Event`) in shared memory. */
export interface Events extends WaitKind {
  make(site: number, line: number): Ref
  /** Whoever waits goes on, even if the event is cleared before they do. */
  set(event: Value, line: number): void
  clear(event: Value, line: number): void
  isSet(event: Value, line: number): boolean
}

/** The events of one worker. */
export function events(memory: RunMemory, objects: SyncObjects, lists: WaitLists, guarded: Guard, journal: Journal): Events {
  const heap = new Int32Array(memory.heap)
  const idOf = (at: number): number => heap[at + inObject.id] ?? -1
  const isSetAt = (at: number): boolean => Atomics.load(heap, at + inEvent.flag) === 1

  return {
    make: (site, line) => objects.make('event', site, line, () => undefined),
    set(event, line) {
      const at = objects.indexOf(event, 'event', 'set', line)
      guarded(at, () => {
        journal.event(eventCode.set, idOf(at), line)
        Atomics.store(heap, at + inEvent.flag, 1)
        lists.wakeAll(at + inEvent.waiting)
      })
      tellCompletion(memory, lists, guarded)
    },
    clear(event, line) {
      const at = objects.indexOf(event, 'event', 'clear', line)
      guarded(at, () => {
        journal.event(eventCode.cleared, idOf(at), line)
        Atomics.store(heap, at + inEvent.flag, 0)
      })
    },
    isSet: (event, line) => isSetAt(objects.indexOf(event, 'event', 'is_set', line)),
    begin(at, { seconds }, line) {
      return guarded(at, () => {
        const passes = isSetAt(at)
        if (passes) journal.event(eventCode.woken, idOf(at), line)
        else {
          journal.asks(eventCode.waitBegan, idOf(at), line, seconds)
          lists.join(at + inEvent.waiting)
        }
        return { passes, answer: true }
      })
    },
    end(at, within, line) {
      lists.park(at, within.left())
      return guarded(at, () => {
        const gaveUp = lists.isWaiting()
        if (gaveUp) lists.leave(at + inEvent.waiting)
        journal.event(gaveUp ? eventCode.timedOut : eventCode.woken, idOf(at), line)
        return !gaveUp
      })
    }
  }
}
