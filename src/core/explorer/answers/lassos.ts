import type { Pick } from '../../simulator/schedule'
import { roundOf } from './round'
import { type StateSpace, wayTo } from '../stateSpace'
import { stronglyConnected } from './strong'
import { stride, type Work } from '../work'

/** A run that goes on for ever: the way to its round, and the round. */
export interface FoundLasso {
  readonly kind: 'livelock' | 'starvation'
  readonly movers: readonly number[]
  readonly starved: readonly number[]
  readonly stem: readonly Pick[]
  readonly round: readonly Pick[]
  /** A state of the round. */
  readonly state: number
}

/**
 * Runs that never end though the scheduler is weakly fair: a thread that can go on, and always could from some time on, moves some time
 * (Lamport; Manna & Pnueli). In a strongly connected component that means: each thread moves in it, or is held up in some state of it. When every thread that
 * could move in it does, that is a livelock; where one could in some states and never does, that is starvation. The round shows all of it. At most one lasso
 * for each set of threads.
 */
export function* findLassos(space: StateSpace): Work<FoundLasso[]> {
  const threads = space.machine.layout.capacities.threads
  const found: FoundLasso[] = []
  // circles without a thread lie within those with it, which are no less fair
  if (!(yield* lassosWithout(space, -1, found))) return found
  for (let thread = 0; thread < threads; thread++) yield* lassosWithout(space, thread, found)
  return found
}

/** A component that a run can stay in: its first state, and for each thread (1 or 0) whether it moves in it, and is held up or could move in some state of it. */
interface Circle {
  readonly first: number
  readonly moving: Uint8Array
  readonly held: Uint8Array
  readonly could: Uint8Array
}

// adds those in which a thread is left out (-1: nobody is), and tells whether any are fair
function* lassosWithout(space: StateSpace, leftOut: number, found: FoundLasso[]): Work<boolean> {
  const { capacities } = space.machine.layout
  const everybody = Array.from({ length: capacities.threads }, (_, thread) => thread)
  const { of, isCyclic } = yield* stronglyConnected(space, (label) => space.labels[label]?.thread !== leftOut)
  let anyFair = false
  for (const [component, { first, moving, held, could }] of yield* circlesOf(space, leftOut, of, isCyclic)) {
    if (everybody.some((thread) => moving[thread] === 0 && held[thread] === 0)) continue
    anyFair = true
    const movers = everybody.filter((thread) => moving[thread] === 1)
    const others = everybody.filter((thread) => moving[thread] === 0)
    const starved = others.filter((thread) => could[thread] === 1)
    if (leftOut >= 0 && !starved.includes(leftOut)) continue
    const kind = starved.length === 0 ? 'livelock' : 'starvation'
    if (found.some((other) => other.movers.join() === movers.join() && other.starved.join() === starved.join())) continue
    const round = roundOf(space, { of, component, start: first, movers, others, starved })
    found.push({ kind, movers, starved, stem: wayTo(space, first), round, state: first })
  }
  return anyFair
}

function* circlesOf(space: StateSpace, leftOut: number, of: Int32Array, isCyclic: Uint8Array): Work<Map<number, Circle>> {
  const { labels, edgeStart, edgeTo, edgeLabel, expanded, machine } = space
  const { threads } = machine.layout.capacities
  const circles = new Map<number, Circle>()
  const enabled = new Uint8Array(threads)
  for (let state = 0; state < expanded; state++) {
    if (state % stride === 0) yield 'looking for livelocks'
    const component = of[state] as number
    if (isCyclic[component] !== 1) continue
    const circle = circles.get(component) ?? { first: state, moving: new Uint8Array(threads), held: new Uint8Array(threads), could: new Uint8Array(threads) }
    circles.set(component, circle)
    enabled.fill(0)
    for (let edge = edgeStart[state] as number; edge < (edgeStart[state + 1] as number); edge++) {
      const thread = labels[edgeLabel[edge] as number]?.thread ?? 0
      enabled[thread] = circle.could[thread] = 1
      if (thread !== leftOut && of[edgeTo[edge] as number] === component) circle.moving[thread] = 1
    }
    for (let thread = 0; thread < threads; thread++) if (enabled[thread] === 0) circle.held[thread] = 1
  }
  return circles
}
