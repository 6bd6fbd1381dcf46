import { type Count, sum } from './count'
import type { StateSpace } from './stateSpace'
import { stride, type Work } from './work'

/** How many schedules lead to each state, and with what probability a run passes through it. */
export interface Counts {
  readonly schedules: readonly Count[]
  /** Under a scheduler that picks uniformly among enabled threads at every step, and uniformly among the ways of its step. */
  readonly probability: Float64Array
}

/** Counts along a topological order of all states: exact. */
export function* countSchedules(space: StateSpace, order: Int32Array): Work<Counts> {
  const { count, expanded, edgeStart, edgeTo, edgeLabel, labels } = space
  const schedules = Array.from({ length: count }, (): Count => 0)
  const probability = new Float64Array(count)
  const threadOf = Uint16Array.from(labels, ({ thread }) => thread)
  schedules[0] = 1
  probability[0] = 1
  for (const [at, state] of order.entries()) {
    if (at % stride === 0) yield 'counting schedules'
    if (state >= expanded) continue
    const [start, end] = [edgeStart[state] as number, edgeStart[state + 1] as number]
    // the edges of one thread lie together
    let threads = 0
    for (let edge = start; edge < end; edge++) if (edge === start || threadOf[edgeLabel[edge] as number] !== threadOf[edgeLabel[edge - 1] as number]) threads++
    const ways = schedules[state] as Count
    for (let first = start; first < end; ) {
      let last = first
      while (last < end && threadOf[edgeLabel[last] as number] === threadOf[edgeLabel[first] as number]) last++
      for (let edge = first; edge < last; edge++) {
        const to = edgeTo[edge] as number
        schedules[to] = sum(schedules[to] as Count, ways)
        probability[to] = (probability[to] as number) + (probability[state] as number) / threads / (last - first)
      }
      first = last
    }
  }
  return { schedules, probability }
}
