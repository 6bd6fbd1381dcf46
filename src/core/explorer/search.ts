import type { Machine } from '../simulator/assemble'
import { createGround } from './ground'
import { growingInts, growingShorts, reserve } from './growing'
import { createReduction, type Reduction } from './persistent'
import type { StateSpace } from './stateSpace'

/** A breadth-first search through all states of a machine, with every edge. */
export interface Search extends StateSpace {
  /** Takes the steps of so many states more; false when there are none left. */
  expand(states: number): boolean
  readonly bytes: number
}

/**
 * Prepares a search; throws `LayoutFull` out of `expand` when the machine has no room. When `reduced`, of each state only the steps of a persistent set of
 * threads are taken (`persistent.ts`), and all when none of those leads onwards: to a state that is not expanded yet. With this proviso for breadth-first search
 * (Bošnački & Holzmann, SPIN 2005) no thread is put off for ever, so that outcomes, deadlocks, exceptions and failed checks stay; counts, shortest ways and
 * doomed states do not.
 */
export function createSearch(machine: Machine, reduced = false): Search {
  const ground = createGround(machine)
  const { states, tables, labels, executed, learn, labelsOf } = ground
  const threads = machine.layout.capacities.threads
  const parent = growingInts()
  const via = growingShorts()
  const edgeStart = growingInts()
  const edgeTo = growingInts()
  const edgeLabel = growingShorts()
  parent.words[0] = -1
  parent.length = via.length = 1
  let expanded = 0

  function expand(more: number): boolean {
    const until = Math.min(states.count, expanded + more)
    if (reduction === null) expandAll(until, null)
    else while (expanded < until) expandReduced(reduction)
    return expanded < states.count
  }

  // takes the steps of states (`only` some threads': 1 for each), learning as it goes
  function expandAll(until: number, only: Uint8Array | null): void {
    while (expanded < until) {
      const missing = expandKnown(until, only)
      if (missing >= 0) learn(expanded, missing)
    }
  }

  function expandReduced({ choose }: Reduction): void {
    const state = expanded
    const chosen = choose(
      state,
      Array.from({ length: threads }, (_, thread) => labelsOf(state, thread))
    )
    expandAll(state + 1, chosen)
    if (chosen === null || edgeTo.words.subarray(edgeStart.words[state], edgeTo.length).some((to) => to > state)) return
    // nothing of it leads onwards: the others too
    expanded = state
    expandAll(
      state + 1,
      chosen.map((one) => 1 - one)
    )
  }

  const reduction = reduced ? createReduction(ground) : null

  // the thread at which to go on in the state `expanded`
  let reached = 0

  // takes the steps of states until one has a thread whose steps are not known, and gives that thread; -1 at the end. One story with all it needs in locals:
  // this is where the time goes.
  function expandKnown(until: number, only: Uint8Array | null): number {
    const { words } = states.packing
    const { code, roots } = tables
    let { arena, index, count } = states
    let mask = index.length - 1
    let room = roomFor(words)
    let [toWords, labelWords, parents, vias] = [edgeTo.words, edgeLabel.words, parent.words, via.words]
    let rows = edgeStart.words
    let edges = edgeTo.length
    let state = expanded
    let thread = reached
    search: for (; state < until; state++, thread = 0) {
      const from = state * words
      for (; thread < threads; thread++) {
        if (only !== null && only[thread] === 0) continue
        let at = roots[thread] as number
        let what = code[at] as number
        while (what >= 0) {
          if (at === 0) break search
          const number = ((arena[from + what] as number) >>> (code[at + 1] as number)) & (code[at + 2] as number)
          at = number < (code[at + 3] as number) ? (code[at + 4 + number] as number) : 0
          what = code[at] as number
        }
        at++
        if (edges - what > toWords.length) {
          edgeTo.length = edgeLabel.length = edges
          reserve(edgeTo, -what)
          reserve(edgeLabel, -what)
          toWords = edgeTo.words
          labelWords = edgeLabel.words
        }
        for (let ways = -1 - what; ways > 0; ways--) {
          const label = code[at] as number
          const edits = code[at + 1] as number
          at += 2
          // the next state is made where it will lie if it is new
          const next = count * words
          for (let i = 0; i < words; i++) arena[next + i] = arena[from + i] as number
          for (let i = 0; i < edits; i++, at += 3) {
            const word = next + (code[at] as number)
            arena[word] = ((arena[word] as number) & (code[at + 1] as number)) | (code[at + 2] as number)
          }
          let hash = 0x2545f491
          for (let i = 0; i < words; i++) {
            hash = Math.imul(hash ^ (arena[next + i] as number), 0x9e3779b1)
            hash ^= hash >>> 15
          }
          let slot = (hash ^ (hash >>> 13)) & mask
          let to = (index[slot] as number) - 1
          for (; to >= 0; to = (index[slot] as number) - 1) {
            let i = 0
            while (i < words && arena[to * words + i] === arena[next + i]) i++
            if (i === words) break
            slot = (slot + 1) & mask
          }
          if (to < 0) {
            to = count++
            index[slot] = count
            parents[to] = state
            vias[to] = label
            if (count >= room) {
              states.count = parent.length = via.length = count
              room = roomFor(words)
              arena = states.arena
              index = states.index
              mask = index.length - 1
              parents = parent.words
              vias = via.words
            }
          }
          toWords[edges] = to
          labelWords[edges++] = label
        }
      }
      if (state + 2 > rows.length) {
        edgeStart.length = state + 1
        reserve(edgeStart, 1)
        rows = edgeStart.words
      }
      rows[state + 1] = edges
    }
    edgeTo.length = edgeLabel.length = edges
    states.count = parent.length = via.length = count
    expanded = state
    reached = thread
    if (state < until) return thread
    reached = 0
    return -1
  }

  // makes room for at least one state more everywhere, and gives how many states there is room for
  function roomFor(words: number): number {
    states.reserve()
    reserve(parent, 1)
    reserve(via, 1)
    return Math.min(Math.floor(states.arena.length / words), states.index.length >> 1, parent.words.length, via.words.length)
  }

  return {
    machine,
    labels,
    executed,
    get count() {
      return states.count
    },
    get expanded() {
      return expanded
    },
    get parent() {
      return parent.words
    },
    get via() {
      return via.words
    },
    get edgeStart() {
      return edgeStart.words
    },
    get edgeTo() {
      return edgeTo.words
    },
    get edgeLabel() {
      return edgeLabel.words
    },
    read: (state, into) => states.read(state, into),
    remembered: ground.remembered,
    get bytes() {
      return states.bytes + 4 * (parent.words.length + edgeStart.words.length + edgeTo.words.length) + 2 * (via.words.length + edgeLabel.words.length)
    },
    expand
  }
}
