import { statusOf } from '../../simulator/status'
import type { StateSpace } from '../stateSpace'
import { stride, type Work } from '../work'

/** How a state stands. */
export const standing = { running: 0, finished: 1, failed: 2, deadlock: 3 } as const

/** The expanded states that no step leads out of. */
export function standingStill({ expanded, edgeStart }: StateSpace): number[] {
  const still: number[] = []
  for (let state = 0; state < expanded; state++) if (edgeStart[state] === edgeStart[state + 1]) still.push(state)
  return still
}

/** Tells for each expanded state whether its run is over, and how; states of the frontier count as running. */
export function* findEnds(space: StateSpace): Work<Uint8Array> {
  const ends = new Uint8Array(space.count)
  const status = space.remembered((words) => statusOf(space.machine, words))
  for (const [at, state] of standingStill(space).entries()) {
    if (at % stride === 0) yield 'looking at the ends'
    ends[state] = standing[status(state)]
  }
  return ends
}

/** Whether a run that ends so is over, with or without exceptions. */
export const isEnd = (how: number | undefined): boolean => how === standing.finished || how === standing.failed
