import type { Pick } from '../../simulator/schedule'
import type { StateSpace } from '../stateSpace'

/** A closed walk in one component: the component of each state, which one, where the walk begins, and what it has to show. */
export interface Tour {
  readonly of: Int32Array
  readonly component: number
  readonly start: number
  /** Threads that take a step in it. */
  readonly movers: readonly number[]
  /** Threads that do not: in some state of the walk each cannot go on. */
  readonly others: readonly number[]
  /** Those of the others that in some state of it could. */
  readonly starved: readonly number[]
}

interface Walk {
  readonly picks: Pick[]
  readonly states: number[]
}

/** Whether a thread can take a step in a state. */
function canMove({ expanded, edgeStart, edgeLabel, labels }: StateSpace, state: number, thread: number): boolean {
  if (state >= expanded) return false
  for (let edge = edgeStart[state] as number; edge < (edgeStart[state + 1] as number); edge++) {
    if (labels[edgeLabel[edge] as number]?.thread === thread) return true
  }
  return false
}

/**
 * The steps of a walk that closes and shows what it has to, so that going round it for ever is as fair as its component allows: from one thing to show to the
 * next on a shortest path.
 */
export function roundOf(space: StateSpace, tour: Tour): Pick[] {
  const walk: Walk = { picks: [], states: [tour.start] }
  const { labels, edgeLabel } = space
  const pass = (wanted: (state: number) => boolean): void => {
    if (!walk.states.some(wanted)) goOn(space, tour, walk, wanted)
  }
  for (const thread of tour.others) pass((state) => !canMove(space, state, thread))
  for (const thread of tour.starved) pass((state) => canMove(space, state, thread))
  for (const mover of tour.movers) {
    if (walk.picks.some(({ thread }) => thread === mover)) continue
    goOn(space, tour, walk, (_, edge) => labels[edgeLabel[edge] as number]?.thread === mover)
  }
  if (walk.states.at(-1) !== tour.start) goOn(space, tour, walk, (to) => to === tour.start)
  return walk.picks
}

// goes on by the shortest path inside the component whose last step is wanted
function goOn(space: StateSpace, { of, component, movers }: Tour, walk: Walk, isWanted: (to: number, edge: number) => boolean): void {
  const { edgeStart, edgeTo, edgeLabel, labels } = space
  const start = walk.states.at(-1) as number
  const via = new Map<number, readonly [from: number, edge: number]>()
  const open = [start]
  for (const state of open) {
    for (let edge = edgeStart[state] as number; edge < (edgeStart[state + 1] as number); edge++) {
      const to = edgeTo[edge] as number
      // a step of a thread that is left out may stay in the component too
      if (of[to] !== component || !movers.includes(labels[edgeLabel[edge] as number]?.thread ?? -1)) continue
      if (isWanted(to, edge)) return take(space, walk, [...edgesTo(via, start, state), edge])
      if (via.has(to) || to === start) continue
      via.set(to, [state, edge])
      open.push(to)
    }
  }
}

function edgesTo(via: ReadonlyMap<number, readonly [from: number, edge: number]>, start: number, state: number): number[] {
  const edges: number[] = []
  for (let at = state; at !== start; ) {
    const [from, edge] = via.get(at) ?? [start, -1]
    edges.push(edge)
    at = from
  }
  return edges.toReversed()
}

function take({ edgeTo, edgeLabel, labels }: StateSpace, { picks, states }: Walk, edges: readonly number[]): void {
  for (const edge of edges) {
    const { thread, choice } = labels[edgeLabel[edge] as number] as Pick
    picks.push({ thread, choice })
    states.push(edgeTo[edge] as number)
  }
}
