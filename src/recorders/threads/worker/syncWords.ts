/**
 * Words of what threads wait at, counted from the object's index, beside those that all objects have (`inObject`: id, site, named, kind, place). A list of
 * waiting threads takes two (`waitLists`): the first thread and the last.
 */

/** The word that guards all others of such an object (`guard`). */
export const guardWord = 4

/** Who waits, the lock, and 1 when the condition made that lock for itself. */
export const inCondition = { waiting: 1, lock: 3, ownsLock: 9 } as const
/** Who waits, 1 when it is set, and of a future whether its work was begun or dropped. */
export const inEvent = { waiting: 1, flag: 3, claim: 9 } as const
/** Who waits for the others, how many threads are inside, its phase, for how many it is, what the last calls (kind and payload), and who is kept out. */
export const inBarrier = { waiting: 1, inside: 3, phase: 9, parties: 10, actionKind: 11, actionPayload: 12, entering: 13 } as const
/**
 * Who waits to get, to put and to join; how many values there are, may be (0 or less: without bound) and were not reported done; and where they lie: a ring of
 * `room` cells, the first value at `first`. The queue of a pool also: whether it is closed, how many workers it has, and the queue of the pool made before.
 */
export const inQueue = {
  getters: 1,
  length: 3,
  putters: 9,
  joiners: 11,
  capacity: 13,
  unfinished: 14,
  cells: 15,
  room: 16,
  first: 17,
  closed: 18,
  workers: 19,
  nextPool: 20
} as const

/** How many words the largest of them takes. */
export const syncObjectWords = 21
