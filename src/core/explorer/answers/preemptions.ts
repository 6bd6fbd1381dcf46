import { hopefulStates } from './hopeful'
import type { Pick } from '../../simulator/schedule'
import type { StateSpace } from '../stateSpace'
import { stride, type Work } from '../work'

/** A way to a state with as few preemptions as possible, among those as few steps. */
export interface ClearWay {
  readonly picks: readonly Pick[]
  readonly preemptions: number
}

/** Sets of states to find ways into: how many there are, and for each state whether it is in any, and in which. */
export interface Targets {
  readonly sets: number
  readonly isInAny: Uint8Array
  setsOf(state: number): readonly number[]
}

/** More pairs of state and thread than this are not searched: eight bytes each. */
const mostNodes = 60_000_000
/** A rank has the preemptions + 1 in its upper bits and the steps in the lower ones, so that the clearer of two ways has the lower rank; 0 is none. */
const stepBits = 24
const onePreemption = 2 ** stepBits
const mostPreemptions = 254

/**
 * For each set of states the clearest way into it: the one with the fewest preemptions (a switch away from a thread that could have gone on), then the fewest
 * steps. A shortest-path search over (state, thread that moved last) with costs 0 and 1, level by level. Gives null when there are too many states for it.
 *
 * Most pairs need no look: to switch costs one preemption at most, so that a way to a state with one preemption more than another, and no fewer steps, leads to
 * nothing that the other does not lead to as clearly. Once some sets have a way, only states are looked at from which one of the others can still be reached:
 * three threads of five increments come to 12 of 15 outcomes with two preemptions, and to the others only from few of the two million states.
 */
export function* clearestWays(space: StateSpace, { sets, isInAny, setsOf }: Targets): Work<(ClearWay | null)[] | null> {
  const { edgeStart, edgeTo, edgeLabel, labels, count, expanded } = space
  const threads = space.machine.layout.capacities.threads
  // the last place stands for "nobody yet"
  const width = threads + 1
  const nodes = count * width
  if (nodes > mostNodes || count >= onePreemption) return null
  const threadOf = Uint16Array.from(labels, ({ thread }) => thread)
  const from = new Int32Array(nodes)
  const ranks = new Uint32Array(nodes)
  // the rank of the clearest way to a state, whoever moved last; 0 until it is looked at
  const clearest = new Uint32Array(count)
  const ways: (ClearWay | null)[] = Array.from({ length: sets }, () => null)
  let missing = sets

  function arrive(node: number, preemptions: number): void {
    for (const set of setsOf(Math.floor(node / width))) {
      if (ways[set] !== null) continue
      ways[set] = { picks: wayBack(node), preemptions }
      missing--
    }
  }

  function wayBack(node: number): Pick[] {
    const picks: Pick[] = []
    for (let at = node; at !== threads; at = from[at] as number) picks.push(stepInto(at))
    return picks.toReversed()
  }

  function stepInto(node: number): Pick {
    const thread = node % width
    const before = Math.floor((from[node] as number) / width)
    for (let edge = edgeStart[before] as number; edge < (edgeStart[before + 1] as number); edge++) {
      const label = labels[edgeLabel[edge] as number]
      if (label?.thread === thread && edgeTo[edge] === (node - thread) / width) return { thread, choice: label.choice }
    }
    throw new Error('no step leads where one has led')
  }

  // nodes to look at, by number of steps: of this level, and of the next
  let level: number[][] = [[threads]]
  let later: number[][] = []
  ranks[threads] = onePreemption
  let looked = 0
  let yielded = 0
  let hopeful: Uint8Array | null = null
  // to look back from what is missing costs about as much as to look at so many nodes
  const dearAs = Math.max(stride, count >> 5)
  let lookBackAt = dearAs
  let missedThen = sets + 1
  for (let preemptions = 0; level.length > 0 && preemptions < mostPreemptions; preemptions++) {
    later = []
    for (let steps = 0; steps < level.length; steps++) {
      const here = level[steps] ?? []
      level[steps] = []
      for (let first = 0; first < here.length; first += stride) {
        lookAt(here, first, preemptions, steps)
        if (missing === 0) return ways
        if (looked - yielded < stride) continue
        yield 'looking for the clearest ways'
        yielded = looked
        if (looked < lookBackAt || missing === missedThen) continue
        hopeful = yield* hopefulStates(space, (state) => isInAny[state] === 1 && setsOf(state).some((set) => ways[set] === null))
        lookBackAt = hopeful === null ? Number.POSITIVE_INFINITY : looked + dearAs
        missedThen = missing
      }
    }
    level = later
  }
  return ways

  // at no more than a stretch of the nodes
  function lookAt(here: readonly number[], first: number, preemptions: number, steps: number): void {
    const rank = (preemptions + 1) * onePreemption + steps
    const until = Math.min(here.length, first + stride)
    for (let at = first; at < until; at++) {
      const node = here[at] as number
      if (ranks[node] !== rank) continue
      const last = node % width
      const state = (node - last) / width
      const best = clearest[state] as number
      if (best === 0) {
        clearest[state] = rank
        if (isInAny[state] === 1) arrive(node, preemptions)
        if (missing === 0) return
      } else if (isAsGood(best, rank)) continue
      looked++
      if (state < expanded) goOn(node, state, last, rank, steps + 1)
    }
  }

  function goOn(node: number, state: number, last: number, rank: number, steps: number): void {
    const start = edgeStart[state] as number
    const end = edgeStart[state + 1] as number
    let goesOn = false
    for (let edge = start; edge < end && !goesOn; edge++) goesOn = threadOf[edgeLabel[edge] as number] === last
    for (let edge = start; edge < end; edge++) {
      const thread = threadOf[edgeLabel[edge] as number] as number
      const next = edgeTo[edge] as number
      if (hopeful !== null && hopeful[next] === 0) continue
      const to = next * width + thread
      const costs = goesOn && thread !== last
      const now = (costs ? rank + onePreemption : rank) + 1
      const known = ranks[to] as number
      if (known !== 0 && known <= now) continue
      if (clearest[next] !== 0 && isAsGood(clearest[next] as number, now)) continue
      ranks[to] = now
      from[to] = node
      ;((costs ? later : level)[steps] ??= []).push(to)
    }
  }
}

// whether a way with this rank leads to whatever one with that rank leads to, as clearly
const isAsGood = (rank: number, that: number): boolean => rank >>> stepBits < that >>> stepBits && (rank & (onePreemption - 1)) <= (that & (onePreemption - 1))
