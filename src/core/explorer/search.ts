import type { Machine } from '../simulator/assemble'
import type { Operation } from '../simulator/assembly'
import { header } from '../simulator/layout'
import { begin, initialState } from '../simulator/machine'
import { choicesIn, restsAt, step } from '../simulator/step'
import { collapse } from './collapse'
import { componentsOf } from './components'
import { growingInts, growingShorts, reserve } from './growing'
import { createLabels } from './labels'
import { createReduction, type Reduction } from './persistent'
import { packedStates } from './packedStates'
import type { StateSpace } from './stateSpace'
import { remembered } from './remembered'
import { type Asked, createTables, type Effect } from './tables'
import { watchOver } from './watch'

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
  const components = componentsOf(machine.layout)
  const collapsed = collapse(components)
  const watch = watchOver(components)
  const threads = machine.layout.capacities.threads
  const tables = createTables(threads, collapsed.counts)
  const labels = createLabels(machine.layout)
  const executed = new Uint8Array(machine.program.code.length)
  const watched = recordingPlaces(machine, executed)
  const initial = initialState(machine)
  for (let component = 0; component < components.words.length; component++) collapsed.numberOf(component, initial)
  const states = packedStates(collapsed)
  const parent = growingInts()
  const via = growingShorts()
  const edgeStart = growingInts()
  const edgeTo = growingInts()
  const edgeLabel = growingShorts()
  const before = new Int32Array(initial)
  // whether a component was touched while it still had one content only: trees leave such out
  const passedOver = new Uint8Array(components.words.length)
  parent.words[0] = -1
  parent.length = via.length = 1
  let expanded = 0
  tables.encode(states.packing)

  // looks at the steps of a thread in a state through the simulator, and puts what it finds into the tables
  function learn(state: number, thread: number): void {
    states.read(state, before)
    const effects: Effect[] = []
    watch.begin(before, false)
    const ways = choicesIn(machine, watch.state, thread)
    for (let choice = 0; choice < ways; choice++) {
      watch.begin(before, true)
      labels.listen()
      const pc = restsAt(machine, before, thread)
      step(watched, watch.state, thread, choice, labels.witness)
      const changes = changesOf()
      const made = madeBy(changes)
      effects.push({ label: labels.heard({ thread, choice, pc, line: machine.program.code[pc]?.span.line ?? 0 }, made), changes })
    }
    const asked = watch.touched.map((component): Asked => ({ component, number: states.numberIn(state, component) }))
    const changed = effects.flatMap(({ changes }) => changes)
    const newlyVaried = changed.some(({ component }) => passedOver[component] === 1 && collapsed.counts[component] !== 1)
    const outgrown = changed.some(({ component, number }) => number > (states.packing.mask[component] ?? 0))
    if (newlyVaried) {
      passedOver.fill(0)
      tables.clear()
    }
    if (outgrown) {
      states.repack()
      tables.encode(states.packing)
    }
    if (newlyVaried) return
    for (const { component } of asked) if (collapsed.counts[component] === 1) passedOver[component] = 1
    tables.add(
      thread,
      asked.filter(({ component }) => collapsed.counts[component] !== 1),
      effects
    )
  }

  function changesOf(): Asked[] {
    const changes: Asked[] = []
    for (const component of watch.touched) {
      const addresses = components.words[component]
      if (addresses?.some((address) => watch.words[address] !== before[address]) !== true) continue
      changes.push({ component, number: collapsed.numberOf(component, watch.words) })
    }
    return changes
  }

  // changed words of the header, but for the output, which steps tell of themselves
  function madeBy(changes: readonly Asked[]): number[] {
    const firstWords = changes.map(({ component }) => components.words[component]?.[0] ?? -1)
    return firstWords.filter((address) => address <= header.spurious && address !== header.output)
  }

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

  const reduction = reduced ? createReduction(machine, components, labels.all, (ask) => remembered(collapsed, states, ask)) : null

  // the labels of a thread's steps in a state
  function labelsOf(state: number, thread: number): number[] {
    for (;;) {
      const found: number[] = []
      const { code, roots } = tables
      let at = roots[thread] ?? 0
      while (at !== 0 && (code[at] ?? 0) >= 0) {
        const number = ((states.arena[state * states.packing.words + (code[at] ?? 0)] ?? 0) >>> (code[at + 1] ?? 0)) & (code[at + 2] ?? 0)
        at = number < (code[at + 3] ?? 0) ? (code[at + 4 + number] ?? 0) : 0
      }
      if (at === 0) learn(state, thread)
      else {
        for (let ways = -1 - (code[at++] ?? 0); ways > 0; ways--) {
          found.push(code[at] ?? 0)
          at += 2 + 3 * (code[at + 1] ?? 0)
        }
        return found
      }
    }
  }

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
    labels: labels.all,
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
    remembered: (answer) => remembered(collapsed, states, answer),
    get bytes() {
      return states.bytes + 4 * (parent.words.length + edgeStart.words.length + edgeTo.words.length) + 2 * (via.words.length + edgeLabel.words.length)
    },
    expand
  }
}

// the same machine, which marks each instruction that it executes
function recordingPlaces(machine: Machine, executed: Uint8Array): Machine {
  const operations = machine.operations.map(
    (operation, pc): Operation =>
      (state, base) => {
        executed[pc] = 1
        return operation(state, base)
      }
  )
  const watched = { ...machine, operations }
  begin(watched, null)
  return watched
}
