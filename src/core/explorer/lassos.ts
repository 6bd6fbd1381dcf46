import type { Pick } from '../simulator/schedule'
import { isAlive } from '../simulator/threadEnd'
import { type StateSpace, wayTo } from './stateSpace'
import { stronglyConnected } from './strong'
import { stride, type Work } from './work'

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
 * moves at all moves, that is a livelock; for starvation a thread is left out though the component has states in which it could have moved. At most one lasso for each set of threads.
 */
export function* findLassos(space: StateSpace): Work<FoundLasso[]> {
  const threads = space.machine.layout.capacities.threads
  const found: FoundLasso[] = []
  yield* lassosWithout(space, -1, found)
  if (found.length === 0) return found
  for (let thread = 0; thread < threads; thread++) yield* lassosWithout(space, thread, found)
  return found
}

// circles in which a thread is left out (-1: nobody is)
function* lassosWithout(space: StateSpace, leftOut: number, found: FoundLasso[]): Work<void> {
  const { labels, edgeStart, edgeTo, edgeLabel, expanded, machine } = space
  const threads = machine.layout.capacities.threads
  const threadOf = Int32Array.from(labels, ({ thread }) => thread)
  const { of, isCyclic } = yield* stronglyConnected(space, (label) => threadOf[label] !== leftOut)
  const moves = new Map<number, Uint8Array>()
  const heldUp = new Map<number, Uint8Array>()
  const first = new Map<number, number>()
  for (let state = 0; state < expanded; state++) {
    if (state % stride === 0) yield 'looking for livelocks'
    const component = of[state] as number
    if (isCyclic[component] !== 1) continue
    if (!first.has(component)) {
      first.set(component, state)
      moves.set(component, new Uint8Array(threads))
      heldUp.set(component, new Uint8Array(threads))
    }
    const [moving, held] = [moves.get(component) as Uint8Array, heldUp.get(component) as Uint8Array]
    const enabled = new Uint8Array(threads)
    for (let edge = edgeStart[state] as number; edge < (edgeStart[state + 1] as number); edge++) {
      const thread = threadOf[edgeLabel[edge] as number] as number
      enabled[thread] = 1
      if (thread !== leftOut && of[edgeTo[edge] as number] === component) moving[thread] = 1
    }
    for (let thread = 0; thread < threads; thread++) if (enabled[thread] === 0) held[thread] = 1
  }
  for (const [component, start] of first) {
    const [moving, held] = [moves.get(component) as Uint8Array, heldUp.get(component) as Uint8Array]
    const everybody = Array.from({ length: threads }, (_, thread) => thread)
    if (everybody.some((thread) => moving[thread] === 0 && held[thread] === 0)) continue
    const movers = everybody.filter((thread) => moving[thread] === 1)
    const words = new Int32Array(machine.layout.size)
    space.read(start, words)
    const starved = everybody.filter((thread) => moving[thread] === 0 && isAlive(machine, words, thread) && thread !== 0)
    const kind = leftOut === -1 ? 'livelock' : 'starvation'
    if (kind === 'starvation' && (!starved.includes(leftOut) || !couldMove(space, of, component, leftOut, threadOf))) continue
    if (kind === 'livelock' && movers.length < 1) continue
    const same = found.some((other) => other.kind === kind && other.movers.join() === movers.join() && other.starved.join() === starved.join())
    if (same) continue
    found.push({ kind, movers, starved, stem: wayTo(space, start), round: roundThrough(space, of, component, start, movers, threadOf), state: start })
  }
}

// whether a thread could take a step in some state of a component
function couldMove({ expanded, edgeStart, edgeLabel }: StateSpace, of: Int32Array, component: number, thread: number, threadOf: Int32Array): boolean {
  for (let state = 0; state < expanded; state++) {
    if (of[state] !== component) continue
    for (let edge = edgeStart[state] as number; edge < (edgeStart[state + 1] as number); edge++) if (threadOf[edgeLabel[edge] as number] === thread) return true
  }
  return false
}

// a closed walk inside a component in which each mover moves: from one to the next on a shortest path
function roundThrough(space: StateSpace, of: Int32Array, component: number, start: number, movers: readonly number[], threadOf: Int32Array): Pick[] {
  const round: Pick[] = []
  let at = start
  for (const mover of movers) {
    if (round.some(({ thread }) => thread === mover)) continue
    at = walk(space, of, component, at, (_, edge) => threadOf[space.edgeLabel[edge] as number] === mover, round)
  }
  if (at !== start) walk(space, of, component, at, (to) => to === start, round)
  return round
}

// appends the shortest path whose last step is wanted, and gives where it ends
function walk(space: StateSpace, of: Int32Array, component: number, start: number, isWanted: (to: number, edge: number) => boolean, round: Pick[]): number {
  const { edgeStart, edgeTo, edgeLabel, labels } = space
  const via = new Map<number, readonly [from: number, edge: number]>()
  const open = [start]
  for (const state of open) {
    for (let edge = edgeStart[state] as number; edge < (edgeStart[state + 1] as number); edge++) {
      const to = edgeTo[edge] as number
      if (of[to] !== component) continue
      if (isWanted(to, edge)) {
        const edges = [edge]
        for (let back = state; back !== start; ) {
          const [before, taken] = via.get(back) ?? [start, edge]
          edges.push(taken)
          back = before
        }
        for (const taken of edges.toReversed()) {
          const label = labels[edgeLabel[taken] ?? 0]
          if (label !== undefined) round.push({ thread: label.thread, choice: label.choice })
        }
        return to
      }
      if (via.has(to) || to === start) continue
      via.set(to, [state, edge])
      open.push(to)
    }
  }
  return start
}
