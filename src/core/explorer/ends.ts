import { statusOf } from '../simulator/status'
import type { StateSpace } from './stateSpace'
import { stride, type Work } from './work'

/** How a state stands. */
export const standing = { running: 0, finished: 1, failed: 2, deadlock: 3 } as const

/** Tells for each expanded state whether its run is over, and how; states of the frontier count as running. */
export function* findEnds(space: StateSpace): Work<Uint8Array> {
  const ends = new Uint8Array(space.count)
  const status = space.remembered((words) => statusOf(space.machine, words))
  for (let state = 0; state < space.expanded; state++) {
    if (space.edgeStart[state] === space.edgeStart[state + 1]) ends[state] = standing[status(state)]
    if (state % stride === 0) yield 'looking at the ends'
  }
  return ends
}

/** Whether a run that ends so is over, with or without exceptions. */
export const isEnd = (how: number | undefined): boolean => how === standing.finished || how === standing.failed
