import type { Machine } from '../../simulator/assemble'
import { createGround } from '../tables/ground'
import { growingInts, growingShorts, reserve } from '../states/growing'
import { successorsOf } from './successors'
import type { StateSpace } from '../stateSpace'

/** A search that looks at orders with few preemptions first. */
export interface BoundedSearch {
  /** Takes the steps of so many pairs of state and last thread more; false when there are none left. */
  expand(pairs: number): boolean
  /** Every order with at most so many preemptions was searched; -1 for none. */
  readonly preemptions: number
  readonly count: number
  readonly transitions: number
  readonly frontier: number
  readonly bytes: number
  /** What was found, numbered anew: those whose steps were taken first, in the order in which they were. */
  space(): StateSpace
}

/**
 * Iterative context bounding (Musuvathi & Qadeer, PLDI 2007): all orders without a preemption, then all with one, and so on. A preemption is a switch away from a
 * thread that could have gone on. Most bugs need no more than two, and with few preemptions there are few orders: polynomially many in the number of steps.
 */
export function createBoundedSearch(machine: Machine): BoundedSearch {
  const ground = createGround(machine)
  const { states, labels, executed } = ground
  const threads = machine.layout.capacities.threads
  const width = threads + 1
  const parent = growingInts()
  const via = growingShorts()
  // rows of edges in the order in which states were expanded; the row of each state + 1
  const order = growingInts()
  const rowOf = growingInts()
  const edgeStart = growingInts()
  const edgeTo = growingInts()
  const edgeLabel = growingShorts()
  // preemptions + 1 with which a pair of state and last thread was reached; 0 for not yet
  const reached = growingInts()
  let level = [threads]
  let later: number[] = []
  let at = 0
  let preemptions = -1
  parent.words[0] = -1
  reserve(reached, width)
  reached.words[threads] = 1

  function rowFor(state: number): number {
    const known = rowOf.words[state] ?? 0
    if (known !== 0) return known - 1
    const row = order.length
    reserve(order, 1)
    order.words[order.length++] = state
    rowOf.words[state] = row + 1
    for (let thread = 0; thread < threads; thread++) {
      for (const { label, to, isNew } of successorsOf(ground, state, thread)) {
        if (isNew) makeRoomFor(to, state, label)
        reserve(edgeTo, 1)
        reserve(edgeLabel, 1)
        edgeTo.words[edgeTo.length++] = to
        edgeLabel.words[edgeLabel.length++] = label
      }
    }
    edgeStart.length = row + 1
    reserve(edgeStart, 1)
    edgeStart.words[row + 1] = edgeTo.length
    return row
  }

  function makeRoomFor(state: number, from: number, label: number): void {
    for (const array of [parent, via, rowOf]) {
      array.length = state
      reserve(array, 1)
    }
    reached.length = state * width
    reserve(reached, width)
    parent.words[state] = from
    via.words[state] = label
  }

  function expandPair(pair: number): void {
    const last = pair % width
    const state = (pair - last) / width
    const row = rowFor(state)
    const [start, end] = [edgeStart.words[row] ?? 0, edgeStart.words[row + 1] ?? 0]
    const threadAt = (edge: number): number => labels[edgeLabel.words[edge] ?? 0]?.thread ?? 0
    let goesOn = false
    for (let edge = start; edge < end; edge++) goesOn ||= threadAt(edge) === last
    for (let edge = start; edge < end; edge++) {
      const thread = threadAt(edge)
      const to = edgeTo.words[edge] ?? 0
      const cost = goesOn && thread !== last ? 1 : 0
      const next = to * width + thread
      const best = reached.words[next] ?? 0
      const now = preemptions + 2 + cost
      if (best !== 0 && best <= now) continue
      reached.words[next] = now
      // a state keeps the way by which it was first come to, unless it was only seen beyond the bound
      if (rowOf.words[to] === 0 && cost === 0 && to !== 0) {
        parent.words[to] = state
        via.words[to] = edgeLabel.words[edge] ?? 0
      }
      ;(cost === 0 ? level : later).push(next)
    }
  }

  return {
    expand(pairs) {
      for (let left = pairs; left > 0; left--) {
        if (at === level.length) {
          preemptions++
          level = later.filter((pair) => reached.words[pair] === preemptions + 2)
          later = []
          at = 0
          if (level.length === 0) return false
        }
        expandPair(level[at++] as number)
      }
      return true
    },
    get preemptions() {
      return preemptions
    },
    get count() {
      return states.count
    },
    get transitions() {
      return edgeTo.length
    },
    get frontier() {
      return level.length - at + later.length
    },
    get bytes() {
      return states.bytes + (14 + 4 * width) * states.count + 4 * order.length + 6 * edgeTo.length
    },
    space() {
      const number = new Int32Array(states.count).fill(-1)
      const inOrder = order.words.slice(0, order.length)
      for (const [position, state] of inOrder.entries()) number[state] = position
      const rest: number[] = []
      for (let state = 0; state < states.count; state++) if (number[state] === -1) number[state] = inOrder.length + rest.push(state) - 1
      const old = [...inOrder, ...rest]
      return {
        machine,
        labels,
        executed,
        count: states.count,
        expanded: inOrder.length,
        parent: Int32Array.from(old, (state) => (state === 0 ? -1 : (number[parent.words[state] ?? 0] ?? 0))),
        via: Uint16Array.from(old, (state) => via.words[state] ?? 0),
        edgeStart: edgeStart.words,
        edgeTo: edgeTo.words.slice(0, edgeTo.length).map((state) => number[state] ?? 0),
        edgeLabel: edgeLabel.words,
        read: (state, into) => states.read(old[state] ?? 0, into),
        remembered(ask) {
          const answer = ground.remembered(ask)
          return (state) => answer(old[state] ?? 0)
        }
      }
    }
  }
}
