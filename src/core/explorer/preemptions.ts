import type { Pick } from '../simulator/schedule'
import type { StateSpace } from './stateSpace'
import { stride, type Work } from './work'

/** A way to a state with as few preemptions as possible, among those as few steps. */
export interface ClearWay {
  readonly picks: readonly Pick[]
  readonly preemptions: number
}

/** More pairs of state and thread than this are not searched: some 14 bytes each. */
const mostNodes = 40_000_000

/**
 * For each set of states the clearest way into it: the one with the fewest preemptions (a switch away from a thread that could have gone on), then the fewest
 * steps. A shortest-path search over (state, thread that moved last) with costs 0 and 1, level by level. `setsOf` gives the sets that a state belongs to.
 * Gives null when there are too many states for it.
 */
export function* clearestWays(space: StateSpace, sets: number, setsOf: (state: number) => readonly number[]): Work<(ClearWay | null)[] | null> {
  const { edgeStart, edgeTo, edgeLabel, labels, count, expanded } = space
  const threads = space.machine.layout.capacities.threads
  // the last place stands for "nobody yet"
  const width = threads + 1
  if (count * width > mostNodes) return null
  const threadOf = Uint16Array.from(labels, ({ thread }) => thread)
  const from = new Int32Array(count * width)
  const viaEdge = new Int32Array(count * width)
  const steps = new Int32Array(count * width)
  // preemptions + 1 of the best way known so far; 0 for none
  const reached = new Uint8Array(count * width)
  const done = new Uint8Array(count * width)
  const ways: (ClearWay | null)[] = Array.from({ length: sets }, () => null)
  let missing = sets

  function arrive(node: number, preemptions: number): void {
    for (const set of setsOf((node - (node % width)) / width)) {
      if (ways[set] !== null) continue
      ways[set] = { picks: wayBack(node), preemptions }
      missing--
    }
  }

  function wayBack(node: number): Pick[] {
    const picks: Pick[] = []
    for (let at = node; at !== threads; at = from[at] ?? threads) {
      const label = labels[edgeLabel[viaEdge[at] ?? 0] ?? 0]
      if (label !== undefined) picks.push({ thread: label.thread, choice: label.choice })
    }
    return picks.toReversed()
  }

  // nodes to look at, by number of steps: of this level, and of the next
  let level: number[][] = [[threads]]
  reached[threads] = 1
  let looked = 0
  for (let preemptions = 0; missing > 0 && level.length > 0 && preemptions < 254; preemptions++) {
    const later: number[][] = []
    for (let length = 0; length < level.length; length++) {
      const here = level[length] ?? []
      level[length] = []
      for (const node of here) {
        if (done[node] === 1) continue
        done[node] = 1
        arrive(node, preemptions)
        if (looked++ % stride === 0) yield 'looking for the clearest ways'
        const last = node % width
        const state = (node - last) / width
        if (state >= expanded) continue
        const [start, end] = [edgeStart[state] as number, edgeStart[state + 1] as number]
        let goesOn = false
        for (let edge = start; edge < end && !goesOn; edge++) goesOn = threadOf[edgeLabel[edge] as number] === last
        for (let edge = start; edge < end; edge++) {
          const thread = threadOf[edgeLabel[edge] as number] as number
          const to = (edgeTo[edge] as number) * width + thread
          const cost = goesOn && thread !== last ? 1 : 0
          const best = reached[to] as number
          if (best !== 0 && (best < preemptions + cost + 1 || (best === preemptions + cost + 1 && (steps[to] as number) <= length + 1))) continue
          reached[to] = preemptions + cost + 1
          steps[to] = length + 1
          from[to] = node
          viaEdge[to] = edge
          const into = cost === 1 ? later : level
          ;(into[length + 1] ??= []).push(to)
        }
      }
    }
    level = later
  }
  return ways
}
