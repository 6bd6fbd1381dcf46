import type { StateSpace } from './stateSpace'
import { stride, type Work } from './work'

/** The states in an order in which every step leads onwards, or null when some steps lead round in a circle (Kahn 1962). */
export function* topologicalOrder(space: StateSpace): Work<Int32Array | null> {
  const { count, expanded, edgeStart, edgeTo } = space
  if (yield* leadsOnwards(space)) return new Int32Array(count).map((_, state) => state)
  const incoming = new Int32Array(count)
  for (let edge = 0; edge < (edgeStart[expanded] ?? 0); edge++) {
    const to = edgeTo[edge] as number
    incoming[to] = (incoming[to] as number) + 1
  }
  const order = new Int32Array(count)
  let length = incoming[0] === 0 ? 1 : 0
  for (let at = 0; at < length; at++) {
    if (at % stride === 0) yield 'looking for circles'
    const state = order[at] as number
    if (state >= expanded) continue
    for (let edge = edgeStart[state] as number; edge < (edgeStart[state + 1] as number); edge++) {
      const to = edgeTo[edge] as number
      incoming[to] = (incoming[to] as number) - 1
      if (incoming[to] === 0) order[length++] = to
    }
  }
  return length === count ? order : null
}

// whether the states are numbered so already: breadth first they are where all ways to a state are equally long
function* leadsOnwards({ expanded, edgeStart, edgeTo }: StateSpace): Work<boolean> {
  for (let state = 0; state < expanded; state++) {
    if (state % stride === 0) yield 'looking for circles'
    const end = edgeStart[state + 1] as number
    for (let edge = edgeStart[state] as number; edge < end; edge++) if ((edgeTo[edge] as number) <= state) return false
  }
  return true
}
