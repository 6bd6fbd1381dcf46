import type { Collapse } from './collapse'
import { grown } from './growing'
import { batch, lookAhead } from '../search/lookAhead'
import { type Neighbours, type Packing, packingFor } from './packing'

/**
 * Packed states, numbered in order of arrival, with an index by open addressing that is kept at most three quarters full. An entry holds, beside the number of the
 * state, those bits of its hash that its place does not tell, so that other states are hardly ever looked at. States are compared whole, so nothing rests on luck with
 * hashes. The tight loop of the search works on these arrays itself.
 */
export interface PackedStates {
  arena: Int32Array
  /** By hash: the number of a state + 1 in the low bits, as many as the length needs, and the bits of the hash above them; 0 is free. The length is a power of two. */
  index: Int32Array
  count: number
  packing: Packing
  /** The number in a component of a state. */
  numberIn(state: number, component: number): number
  /** Copies a state's words out. */
  read(state: number, into: Int32Array): void
  /** Makes room for so many states more, and one that is looked up, and for their places in the index. */
  reserve(more: number): void
  /** How many states there is room for, beside one that is looked up. */
  readonly room: number
  /** Widens the fields to what the components need by now. */
  repack(): void
  /** In use: room to grow lies in pages that nobody has written to. */
  readonly bytes: number
}

/** The hash of a packed state at an address: multiply and mix, word by word, with a finish as MurmurHash3's. The search has the same lines in its loop. */
export function hashOf(arena: Int32Array, at: number, words: number): number {
  let hash = 0x2545f491
  for (let i = at; i < at + words; i++) {
    hash = Math.imul(hash ^ (arena[i] as number), 0x9e3779b1)
    hash ^= hash >>> 15
  }
  return hash ^ (hash >>> 13)
}

/** Holds the initial state only, whose components have all been numbered. */
export function packedStates(collapsed: Collapse): PackedStates {
  const components = collapsed.components.words.length
  // a thread's step looks at its status first, then at what it is at: the tables ask for both at once
  const neighbours = collapsed.components.statuses.map((status, thread): Neighbours => [status, collapsed.components.threads[thread] ?? -1])
  const states: PackedStates = {
    arena: new Int32Array(1 << 12),
    index: new Int32Array(1 << 11),
    count: 1,
    packing: packingFor(collapsed.counts, neighbours),
    numberIn(state, component) {
      const { words, word, shift, mask } = states.packing
      return ((states.arena[state * words + (word[component] ?? 0)] ?? 0) >>> (shift[component] ?? 0)) & (mask[component] ?? 0)
    },
    read(state, into) {
      for (let component = 0; component < components; component++) collapsed.restore(component, states.numberIn(state, component), into)
    },
    reserve(more) {
      const wanted = states.count + more
      states.arena = grown(states.arena, (wanted + 1) * states.packing.words)
      if (wanted > mostIn(states.index)) rebuild(states, states.index.length * 2)
    },
    get room() {
      return Math.min(Math.floor(states.arena.length / states.packing.words) - 1, mostIn(states.index))
    },
    repack() {
      const next = packingFor(collapsed.counts, neighbours)
      states.arena = moved(states, next, components)
      states.packing = next
      rebuild(states, states.index.length)
    },
    get bytes() {
      return 4 * (states.count * states.packing.words + states.index.length)
    }
  }
  rebuild(states, states.index.length)
  return states
}

const mostIn = (index: Int32Array): number => index.length * 0.75

function rebuild(states: PackedStates, length: number): void {
  const index = new Int32Array(length)
  const { arena, count } = states
  const { words } = states.packing
  const hashes = new Int32Array(batch)
  const seen = new Int32Array(batch)
  for (let first = 0; first < count; first += batch) {
    const many = Math.min(batch, count - first)
    for (let i = 0; i < many; i++) hashes[i] = hashOf(arena, (first + i) * words, words)
    lookAhead(index, hashes, many, seen)
    for (let i = 0; i < many; i++) {
      const hash = hashes[i] as number
      let slot = hash & (length - 1)
      while (index[slot] !== 0) slot = (slot + 1) & (length - 1)
      index[slot] = (hash & ~(length - 1)) | (first + i + 1)
    }
  }
  states.index = index
}

function moved(states: PackedStates, next: Packing, components: number): Int32Array {
  const { arena, packing, count } = states
  const room = Math.max(1, arena.length / packing.words)
  const larger = new Int32Array(Math.ceil(room) * next.words)
  for (let component = 0; component < components; component++) {
    // a component without bits so far has number 0 in all states
    if (packing.mask[component] === 0) continue
    const [fromWord, fromShift, mask] = [packing.word[component] ?? 0, packing.shift[component] ?? 0, packing.mask[component] ?? 0]
    const [toWord, toShift] = [next.word[component] ?? 0, next.shift[component] ?? 0]
    for (let state = 0; state < count; state++) {
      const number = ((arena[state * packing.words + fromWord] as number) >>> fromShift) & mask
      const at = state * next.words + toWord
      larger[at] = (larger[at] as number) | (number << toShift)
    }
  }
  return larger
}
