import {
  countWord,
  extraWord,
  holdLost,
  holdWord,
  kindCondition,
  kindRlock,
  kindSemaphore,
  kindVariable,
  objectWords,
  type RunFrame,
  type RunState,
  word,
  writtenWord
} from './runState'

/**
 * Events are missing: who holds what, and how much there is of anything, is not known from here on. A lock is known again by its next event, a semaphore, a queue and a
 * barrier by none.
 */
export function forgetHolds({ kinds, objectCount }: RunFrame, { objects, permits }: RunState): void {
  permits.clear()
  for (let object = 0; object < objectCount; object++) {
    if (kinds[object] === kindVariable) continue
    const base = object * objectWords
    objects[base + holdWord] = holdLost
    objects[base + countWord] = 0
    if (kinds[object] !== kindRlock) continue
    objects[base + writtenWord] = -1
    objects[base + extraWord] = 1
  }
}

/** A new object: nobody has it, and all permits are there. */
export function make({ kinds, capacities }: RunFrame, { objects }: RunState, object: number): void {
  const base = object * objectWords
  objects[base + holdWord] = -1
  objects[base + extraWord] = kinds[object] === kindCondition ? -1 : 0
  objects[base + countWord] = kinds[object] === kindSemaphore ? (capacities[object] ?? 0) : 0
}

/** Whether what an object is at was lost in a gap, and no event has told it since. */
export const isLost = ({ objects }: RunState, object: number): boolean => word(objects, object * objectWords + holdWord) === holdLost
