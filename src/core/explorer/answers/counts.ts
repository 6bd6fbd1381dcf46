import type { StateSpace } from '../stateSpace'
import { createTally, type Tally } from './tally'
import { inStretches, type Work } from '../work'

/** How many schedules lead to each state, and with what probability a run passes through it. */
export interface Counts {
  readonly schedules: Pick<Tally, 'valueAt'>
  /** Under a scheduler that picks uniformly among enabled threads at every step, and uniformly among the ways of its step. */
  readonly probability: Float64Array
}

/** Counts along a topological order of all states: exact. */
export function* countSchedules(space: StateSpace, order: Int32Array): Work<Counts> {
  const { count, expanded, edgeStart, edgeTo, edgeLabel, labels } = space
  const schedules = createTally(count)
  const probability = new Float64Array(count)
  const threadOf = Uint16Array.from(labels, ({ thread }) => thread)
  schedules.setOne(0)
  probability[0] = 1
  yield* inStretches(count, 'counting schedules', (from, until) => {
    for (let at = from; at < until; at++) passOn(order[at] as number)
    return true
  })
  return { schedules, probability }

  function passOn(state: number): void {
    if (state >= expanded) return
    const start = edgeStart[state] as number
    const end = edgeStart[state + 1] as number
    // the edges of one thread lie together
    let threads = 0
    for (let edge = start; edge < end; edge++) if (edge === start || threadOf[edgeLabel[edge] as number] !== threadOf[edgeLabel[edge - 1] as number]) threads++
    for (let first = start; first < end; ) {
      let last = first
      while (last < end && threadOf[edgeLabel[last] as number] === threadOf[edgeLabel[first] as number]) last++
      for (let edge = first; edge < last; edge++) {
        const to = edgeTo[edge] as number
        schedules.add(to, state)
        probability[to] = (probability[to] as number) + (probability[state] as number) / threads / (last - first)
      }
      first = last
    }
  }
}
