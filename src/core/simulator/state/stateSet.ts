/**
 * A set of packed states of one size, numbered in order of arrival: all words in one array that doubles, and a table of numbers with open addressing. States
 * are compared word by word, so nothing rests on luck with hashes.
 */
export interface StateSet {
  readonly count: number
  /** Adds a state (its words are copied) and gives its number; -1 - number when it was there already. */
  add(state: Int32Array): number
  /** Copies a state out. */
  read(number: number, into: Int32Array): void
}

/** An empty set of states of so many words. */
export function stateSet(words: number): StateSet {
  let arena = new Int32Array(words * 256)
  // number + 1 by hash; kept at most half full
  let table = new Int32Array(1_024)
  let count = 0

  const isAt = (number: number, state: Int32Array): boolean => {
    const start = number * words
    for (let i = 0; i < words; i++) if (arena[start + i] !== state[i]) return false
    return true
  }

  function slotOf(state: Int32Array): number {
    const mask = table.length - 1
    for (let slot = hashWords(state, words) & mask; ; slot = (slot + 1) & mask) {
      const entry = table[slot] ?? 0
      if (entry === 0 || isAt(entry - 1, state)) return slot
    }
  }

  function grow(): void {
    table = new Int32Array(table.length * 2)
    const state = new Int32Array(words)
    for (let number = 0; number < count; number++) {
      state.set(arena.subarray(number * words, (number + 1) * words))
      table[slotOf(state)] = number + 1
    }
  }

  return {
    get count() {
      return count
    },
    add(state) {
      const slot = slotOf(state)
      const entry = table[slot] ?? 0
      if (entry !== 0) return -entry
      if ((count + 1) * words > arena.length) {
        const larger = new Int32Array(arena.length * 2)
        larger.set(arena)
        arena = larger
      }
      arena.set(state, count * words)
      table[slot] = ++count
      if (count * 2 > table.length) grow()
      return count - 1
    },
    read(number, into) {
      into.set(arena.subarray(number * words, (number + 1) * words))
    }
  }
}

/** A 32-bit hash of a state's words: multiply and mix, word by word, with the finish of MurmurHash3. */
function hashWords(state: Int32Array, words: number): number {
  let hash = 0x9747b28c
  for (let i = 0; i < words; i++) {
    hash = Math.imul(hash ^ (state[i] ?? 0), 0x85ebca6b)
    hash ^= hash >>> 15
  }
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
