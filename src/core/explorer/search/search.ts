import type { Machine } from '../../simulator/assemble'
import { cameBack, expandKnown, type Run } from './expandKnown'
import { createGround } from '../tables/ground'
import { grown, growingInts, growingShorts, reserve } from '../states/growing'
import { batch } from './lookAhead'
import { createReduction, type Reduction } from './persistent'
import type { StateSpace } from '../stateSpace'

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
  const { states, tables, labels, executed, learn } = ground
  const parent = growingInts()
  const via = growingShorts()
  const edgeStart = growingInts()
  const edgeTo = growingInts()
  const edgeLabel = growingShorts()
  parent.words[0] = -1
  const run: Run = {
    code: tables.code,
    roots: tables.roots,
    arena: states.arena,
    index: states.index,
    words: states.packing.words,
    room: 0,
    edgeRoom: 0,
    parent: parent.words,
    via: via.words,
    edgeStart: edgeStart.words,
    edgeTo: edgeTo.words,
    edgeLabel: edgeLabel.words,
    only: null,
    count: 1,
    edges: 0,
    state: 0,
    thread: 0,
    wanted: 0,
    made: new Int32Array(batch * states.packing.words),
    hashes: new Int32Array(batch),
    sources: new Int32Array(batch),
    pending: 0,
    seen: new Int32Array(batch)
  }

  function expand(more: number): boolean {
    const until = Math.min(run.count, run.state + more)
    if (reduction === null) expandAll(until, null)
    else while (run.state < until) expandReduced(reduction)
    return run.state < run.count
  }

  // takes the steps of states (`only` some threads': 1 for each), learning as it goes
  function expandAll(until: number, only: Uint8Array | null): void {
    edgeStart.length = run.state
    reserve(edgeStart, until + 1 - run.state)
    run.edgeStart = edgeStart.words
    run.only = only
    while (run.state < until) {
      const why = expandKnown(run, until)
      states.count = parent.length = via.length = run.count
      edgeTo.length = edgeLabel.length = run.edges
      if (why === cameBack.unknown) learn(run.state, run.thread)
      else if (why === cameBack.full) makeRoom(run.wanted)
      takeArrays()
    }
  }

  function makeRoom(more: number): void {
    states.reserve(more)
    for (const array of [parent, via, edgeTo, edgeLabel]) reserve(array, more)
    // a thread may have more ways than a batch has places
    run.hashes = grown(run.hashes, more)
    run.sources = grown(run.sources, more)
    run.seen = grown(run.seen, more)
  }

  function takeArrays(): void {
    run.code = tables.code
    run.arena = states.arena
    run.index = states.index
    run.words = states.packing.words
    run.made = grown(run.made, run.hashes.length * run.words)
    run.parent = parent.words
    run.via = via.words
    run.edgeTo = edgeTo.words
    run.edgeLabel = edgeLabel.words
    run.room = Math.min(states.room, run.parent.length, run.via.length)
    run.edgeRoom = Math.min(run.edgeTo.length, run.edgeLabel.length)
  }

  function expandReduced({ choose }: Reduction): void {
    const { state } = run
    const chosen = choose(state)
    takeArrays()
    expandAll(state + 1, chosen)
    if (chosen === null || edgeTo.words.subarray(edgeStart.words[state], run.edges).some((to) => to > state)) return
    // nothing of it leads onwards: the others too
    run.state = state
    expandAll(
      state + 1,
      chosen.map((one) => 1 - one)
    )
  }

  const reduction = reduced ? createReduction(ground) : null

  return {
    machine,
    labels,
    executed,
    get count() {
      return run.count
    },
    get expanded() {
      return run.state
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
      return states.bytes + 10 * run.count + 6 * run.edges
    },
    expand
  }
}
