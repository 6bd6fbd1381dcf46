import type { StateSpace } from '../stateSpace'
import { inStretches, stride, type Work } from '../work'

/** The states in an order in which every step leads onwards, or null when some steps lead round in a circle (Kahn 1962). */
export function* topologicalOrder(space: StateSpace): Work<Int32Array | null> {
  const { count, expanded, edgeStart, edgeTo } = space
  const order = new Int32Array(count)
  if (yield* inStretches(expanded, 'looking for circles', (from, until) => leadsOnwards(space, from, until))) {
    for (let state = 0; state < count; state++) order[state] = state
    return order
  }
  const incoming = new Int32Array(count)
  const edges = edgeStart[expanded] as number
  for (let edge = 0; edge < edges; edge++) {
    const to = edgeTo[edge] as number
    incoming[to] = (incoming[to] as number) + 1
  }
  let length = incoming[0] === 0 ? 1 : 0
  for (let at = 0; at < length; at = takeAway(at)) yield 'looking for circles'
  return length === count ? order : null

  function takeAway(from: number): number {
    let at = from
    for (; at < Math.min(length, from + stride); at++) {
      const state = order[at] as number
      if (state >= expanded) continue
      const end = edgeStart[state + 1] as number
      for (let edge = edgeStart[state] as number; edge < end; edge++) {
        const to = edgeTo[edge] as number
        incoming[to] = (incoming[to] as number) - 1
        if (incoming[to] === 0) order[length++] = to
      }
    }
    return at
  }
}

// whether the states are numbered so already: breadth first they are where all ways to a state are equally long
function leadsOnwards({ edgeStart, edgeTo }: StateSpace, from: number, until: number): boolean {
  for (let state = from; state < until; state++) {
    const end = edgeStart[state + 1] as number
    for (let edge = edgeStart[state] as number; edge < end; edge++) if ((edgeTo[edge] as number) <= state) return false
  }
  return true
}
