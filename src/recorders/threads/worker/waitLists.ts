import type { Journal } from '../memory/journal'
import { inThread, type RunMemory, threadRow } from '../memory/runMemory'
import { waiting } from './waiting'

/**
 * Lists of threads that wait at an object, first come first woken, by the heap index of their first word. A thread is in one list at most, so the links are in
 * the threads' rows. All but `park` under the object's guard.
 */
export interface WaitLists {
  /** This worker's thread, at the end. */
  join(list: number): void
  /** Takes this worker's thread out again. */
  leave(list: number): void
  /** Takes the first thread out and lets it go on; gives its number, -1 when nobody waits. */
  wakeFirst(list: number): number
  wakeAll(list: number): void
  /** Whether this worker's thread is in its list still: nobody has told it to go on. */
  isWaiting(): boolean
  /** Lets a thread that is in a list look again at what it waits for. */
  poke(thread: number): void
  /** Whether this worker's thread was poked since it asked last. */
  wasPoked(): boolean
  /** Blocks this worker's thread, which has joined a list of object `on`, until it is told to go on or so many milliseconds are over. Outside the guard. */
  park(on: number, ms: number): void
}

/** Lets a thread that is in a list look again. */
export function poke(control: Int32Array<SharedArrayBuffer>, thread: number): void {
  const word = threadRow(thread) + inThread.waits
  if (Atomics.compareExchange(control, word, 1, 2) === 1) Atomics.notify(control, word)
}

/** The lists as one worker sees them. */
export function waitLists(memory: RunMemory, journal: Journal): WaitLists {
  const control = new Int32Array(memory.control)
  const heap = new Int32Array(memory.heap)
  const wait = waiting(memory)
  const waits = (thread: number): number => threadRow(thread) + inThread.waits
  const next = (thread: number): number => threadRow(thread) + inThread.next
  // as in the words: 1 + a thread, 0 nobody
  const after = (who: number): number => control[next(who - 1)] ?? 0

  function takeOut(list: number, before: number, who: number): void {
    if (before === 0) heap[list] = after(who)
    else control[next(before - 1)] = after(who)
    if (heap[list + 1] === who) heap[list + 1] = before
    Atomics.store(control, waits(who - 1), 0)
  }

  function wakeFirst(list: number): number {
    const who = heap[list] ?? 0
    if (who === 0) return -1
    takeOut(list, 0, who)
    Atomics.notify(control, waits(who - 1))
    return who - 1
  }

  return {
    join(list) {
      const me = journal.thread + 1
      const last = heap[list + 1] ?? 0
      control[next(journal.thread)] = 0
      if (last === 0) heap[list] = me
      else control[next(last - 1)] = me
      heap[list + 1] = me
      Atomics.store(control, waits(journal.thread), 1)
    },
    leave(list) {
      let before = 0
      for (let who = heap[list] ?? 0; who !== 0; before = who, who = after(who)) if (who === journal.thread + 1) return takeOut(list, before, who)
    },
    wakeFirst,
    wakeAll(list) {
      while (wakeFirst(list) >= 0);
    },
    isWaiting: () => Atomics.load(control, waits(journal.thread)) !== 0,
    poke: (thread) => poke(control, thread),
    wasPoked: () => Atomics.compareExchange(control, waits(journal.thread), 2, 1) === 2,
    park: (on, ms) => wait(journal.thread, control, waits(journal.thread), 1, on, ms)
  }
}
