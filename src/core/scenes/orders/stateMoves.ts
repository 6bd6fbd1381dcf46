import type { StateGraph } from '../../explorer/report'
import { stepTitle } from './stateGraphScene'
import type { StateGraphLayout } from './stateGraphLayout'

/** A way to move from a state to another along an edge, or beside it in the layer. */
export type StateMove = 'onward' | 'back' | 'up' | 'down'

/** The state that a move leads to; the same one where there is none. Onward and back follow edges, along the run's path where it goes that way. */
export function movedState({ edges }: StateGraph, { order, nodes }: StateGraphLayout, path: readonly number[], from: number, move: StateMove): number {
  if (move === 'up' || move === 'down') {
    const layer = order[nodes[from]?.x ?? 0] ?? []
    return layer[layer.indexOf(from) + (move === 'up' ? -1 : 1)] ?? from
  }
  const ends =
    move === 'onward'
      ? edges.filter((edge) => edge.from === from && edge.to !== from).map(({ to }) => to)
      : edges.filter((edge) => edge.to === from && (nodes[edge.from]?.x ?? 0) < (nodes[from]?.x ?? 0)).map((edge) => edge.from)
  const at = path.indexOf(from)
  const onPath = at < 0 ? undefined : path[at + (move === 'onward' ? 1 : -1)]
  return onPath !== undefined && ends.includes(onPath) ? onPath : (ends[0] ?? from)
}

/** The steps that lead on from a state, in words: `T1 takes lock_a; T2 takes lock_b`. */
export function waysOn({ edges }: StateGraph, state: number): string {
  const ways = edges.filter(({ from }) => from === state).map(stepTitle)
  return ways.length === 0 ? 'no step leads on' : ways.join('; ')
}
