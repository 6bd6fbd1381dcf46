import type { StateSpace } from '../stateSpace'
import { inStretches, type Work } from '../work'

/** Breadth first, most steps lead to states of higher numbers, so that few passes against the numbers are enough; where they are not it is not worth while. */
const mostPasses = 6

/** The states from which one that `isWanted` can be reached, themselves included: 1 for each; null where that takes too long to find out. */
export function* hopefulStates({ count, expanded, edgeStart, edgeTo }: StateSpace, isWanted: (state: number) => boolean): Work<Uint8Array | null> {
  const hopeful = new Uint8Array(count)
  for (let state = 0; state < count; state++) if (isWanted(state)) hopeful[state] = 1
  // whether some step leads to a state of a lower number
  let leadsBack = false
  for (let pass = 0; pass < mostPasses; pass++) {
    let found = false
    yield* inStretches(expanded, 'looking for the clearest ways', (from, until) => {
      for (let state = expanded - 1 - from; state >= expanded - until; state--) found = lookFrom(state) || found
      return true
    })
    if (!found || !leadsBack) return hopeful
  }
  return null

  // whether a state turns out hopeful
  function lookFrom(state: number): boolean {
    if (hopeful[state] === 1) return false
    const end = edgeStart[state + 1] as number
    for (let edge = edgeStart[state] as number; edge < end; edge++) {
      const to = edgeTo[edge] as number
      if (to < state) leadsBack = true
      if (hopeful[to] === 0) continue
      hopeful[state] = 1
      return true
    }
    return false
  }
}
