import { grown } from '../states/growing'
import { createTally, type Tally } from './tally'

/**
 * Walks through a state space that have come to a state with the same steps asleep, and how many they are: slots, those of a state in a chain. Slot 0 is
 * nobody's: it ends chains, and its number is free for a sum.
 */
export interface Walks {
  readonly many: Tally
  /** How many slots are in use, slot 0 aside. */
  readonly slots: number
  /** The first slot of each state. */
  readonly first: Int32Array
  nextOf(slot: number): number
  /** The steps that sleep: a bit for each step out of the state. */
  asleepIn(slot: number): number
  /** The slot of a state with such steps asleep; a new one, with no walks, when there is none. */
  slotOf(state: number, asleep: number): number
}

/** No walks yet, for so many states. Slots are found by an index with open addressing, kept at most half full: a state may have as many as there are sets of its steps. */
export function createWalks(states: number): Walks {
  const first = new Int32Array(states)
  const many = createTally(1_024)
  let next = new Int32Array(1_024)
  let asleepIn = new Int32Array(1_024)
  let stateOf = new Int32Array(1_024)
  let index = new Int32Array(2_048)
  let slots = 0

  function placeOf(state: number, asleep: number): number {
    const hash = Math.imul(Math.imul(state, 0x9e3779b1) ^ asleep, 0x85ebca6b)
    let place = (hash ^ (hash >>> 15)) & (index.length - 1)
    for (let slot = index[place] as number; slot !== 0; slot = index[place] as number) {
      if (stateOf[slot] === state && asleepIn[slot] === asleep) break
      place = (place + 1) & (index.length - 1)
    }
    return place
  }

  function makeRoom(): void {
    next = grown(next, slots + 2)
    asleepIn = grown(asleepIn, slots + 2)
    stateOf = grown(stateOf, slots + 2)
    many.reserve(next.length)
    index = new Int32Array(next.length * 2)
    for (let slot = 1; slot <= slots; slot++) index[placeOf(stateOf[slot] as number, asleepIn[slot] as number)] = slot
  }

  return {
    many,
    first,
    get slots() {
      return slots
    },
    nextOf: (slot) => next[slot] as number,
    asleepIn: (slot) => asleepIn[slot] as number,
    slotOf(state, asleep) {
      if (slots + 1 >= next.length) makeRoom()
      const place = placeOf(state, asleep)
      const known = index[place] as number
      if (known !== 0) return known
      const slot = ++slots
      index[place] = slot
      stateOf[slot] = state
      asleepIn[slot] = asleep
      next[slot] = first[state] as number
      first[state] = slot
      return slot
    }
  }
}
