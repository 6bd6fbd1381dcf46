import { raiseLimit } from './raised'
import { type RunMemory, words } from './runMemory'

/** Words of an object, counted from its index; what they hold depends on the kind. */
export const inObject = {
  /** Trace id of a synchronisation object; a thread's id; a list's length. */
  id: 0,
  length: 0,
  /** A lock's or rlock's owner: 0 free, else 1 + thread, and `contended` when somebody waits. */
  owner: 1,
  /** How often its owner holds an rlock beyond the first time. */
  depth: 2,
  /** A semaphore's free permits. */
  permits: 1,
  /** Threads that wait for a permit. */
  waiters: 2,
  /** A semaphore's permits at the start. */
  capacity: 3,
  /** A thread's target, number of arguments, their place (kind and payload each), and its name as a text's number. */
  target: 1,
  arguments: 2,
  argumentsAt: 3,
  name: 4,
  /** Where a thread was made: its target is only looked at when it runs, but the fault is there. */
  madeAt: 5,
  /** The line that started a thread. */
  startedAt: 9,
  /** Where a list's cells are, for how many there is room, their kind, and where their trace ids are (0 when its accesses are no events). */
  cells: 1,
  room: 2,
  cellKind: 3,
  ids: 4,
  /** The place in the text that made a lock or list, and how far the trace knows its name (`naming`): elements of a list get theirs when they are put there. */
  site: 5,
  named: 6,
  /** Code of the kind of a synchronisation object. */
  kind: 7,
  /** 1 + the index of the list element that first held it; 0 when no list did. */
  place: 8
} as const

/** What an object's `named` word holds. */
export const naming = { none: 0, begun: 1, done: 2 } as const

/** How many words an object takes. */
export const objectWords = 10
/** In an owner's word: wake somebody on release. */
export const contended = 1 << 30

const outOfMemory = 'out of memory for objects: the threads engine keeps 4 million list elements, or a million values in one queue'

/** Hands out words of the heap; they are never taken back before the run is over. Gives an even index. */
export function allocator(memory: RunMemory): (count: number, line: number) => number {
  const control = new Int32Array(memory.control)
  const limit = memory.heap.byteLength / 4
  return (count, line) => {
    const even = (count + 1) & ~1
    const at = count > limit ? limit : Atomics.add(control, words.heapNext, even)
    if (at < 0 || at + even > limit) return raiseLimit('RuntimeError', outOfMemory, line)
    return at
  }
}
