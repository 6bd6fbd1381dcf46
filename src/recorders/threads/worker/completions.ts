import { eventCode } from '../../../core/trace/event'
import type { Guard } from './guard'
import { inObject } from '../memory/heap'
import type { Journal } from '../memory/journal'
import type { Lists } from './lists'
import { patience } from './patience'
import { type RunMemory, words } from '../memory/runMemory'
import { Ref, type Value } from '../memory/sharedValue'
import type { SyncObjects } from './syncObjects'
import { inEvent } from './syncWords'
import type { WaitLists } from './waitLists'

/** Waiting for whichever of several futures is done first. */
export interface Completions {
  /** The index of a future that is done and not taken, which it marks as taken if told so; -1 when the time is over. */
  take(futures: Value, taken: Value, timeout: Value, marks: boolean, line: number): number
}

/** The one object of a run at which all stand who wait for one of several futures; 0 while nobody ever has. */
const placeIn = (control: Int32Array): number => Atomics.load(control, words.completions)

/** Lets all go on that wait for one of several futures. To be called behind every event that is set. */
export function tellCompletion(memory: RunMemory, lists: WaitLists, guarded: Guard): void {
  const at = placeIn(new Int32Array(memory.control))
  if (at !== 0) guarded(at, () => lists.wakeAll(at + inEvent.waiting))
}

/** The completions that one worker waits for. */
export function completions(memory: RunMemory, objects: SyncObjects, elements: Lists, lists: WaitLists, guarded: Guard, journal: Journal): Completions {
  const control = new Int32Array(memory.control)
  const heap = new Int32Array(memory.heap)

  function place(line: number): number {
    if (placeIn(control) === 0) Atomics.compareExchange(control, words.completions, 0, objects.makeHidden('event', line))
    return placeIn(control)
  }

  const isDone = (event: number): boolean => Atomics.load(heap, event + inEvent.flag) === 1
  const idOf = (event: number): number => heap[event + inObject.id] ?? -1

  return {
    take(futures, taken, timeout, marks, line) {
      if (!(futures instanceof Ref) || !(taken instanceof Ref)) throw new Error('futures to wait for lie in lists')
      const events = elements.items(futures, line).map((future) => objects.indexOf(elements.readField(future, 0, line), 'event', 'done', line))
      const left = events.flatMap((event, index) => (elements.read(taken, index, line) === 0 ? [{ event, index }] : []))
      const [at, within] = [place(line), patience(timeout)]
      let hasTold = false
      for (;;) {
        const found = guarded(at, () => {
          const done = left.find(({ event }) => isDone(event))
          if (done === undefined && within.left() > 0) lists.join(at + inEvent.waiting)
          return done
        })
        if (found !== undefined) {
          journal.event(eventCode.woken, idOf(found.event), line)
          if (marks) elements.write(taken, found.index, 1, line)
          return found.index
        }
        if (!hasTold) journal.asks(eventCode.waitBegan, idOf(left[0]?.event ?? -1), line, within.seconds, left.length > 1 ? 'any' : undefined)
        hasTold = true
        if (within.left() > 0) lists.park(at, within.left())
        guarded(at, () => {
          if (lists.isWaiting()) lists.leave(at + inEvent.waiting)
        })
        if (within.left() === 0 && !left.some(({ event }) => isDone(event))) {
          journal.event(eventCode.timedOut, idOf(left[0]?.event ?? -1), line)
          return -1
        }
      }
    }
  }
}
