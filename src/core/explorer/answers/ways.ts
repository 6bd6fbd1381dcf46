import { scheduleText } from '../../simulator/schedule'
import type { Findings } from './findings'
import { type ClearWay, clearestWays } from './preemptions'
import type { ScheduleText } from '../report'
import { type StateSpace, wayTo } from '../stateSpace'
import type { Work } from '../work'

/** How to come to what was found. */
export interface Ways {
  readonly shortest: ScheduleText
  readonly fewestPreemptions: ScheduleText
  readonly preemptions: number
}

/** For each list of findings the ways to each: a shortest one, and the clearest one (the shortest again where there are too many states to look for it). */
export function* waysTo(space: StateSpace, lists: readonly Findings<unknown>[]): Work<Ways[][]> {
  const offsets: number[] = []
  let sets = 0
  for (const { all } of lists) {
    offsets.push(sets)
    sets += all.length
  }
  const isInAny = new Uint8Array(space.count)
  for (const { all, of } of lists) if (all.length > 0) for (let state = 0; state < of.length; state++) if ((of[state] as number) >= 0) isInAny[state] = 1
  const setsOf = (state: number): readonly number[] =>
    lists.flatMap(({ of }, list) => ((of[state] ?? -1) < 0 ? [] : [(offsets[list] ?? 0) + (of[state] as number)]))
  const clearest = yield* clearestWays(space, { sets, isInAny, setsOf })
  return lists.map(({ all }, list) => all.map(({ first }, number) => wayOf(space, first, clearest?.[(offsets[list] ?? 0) + number] ?? null)))
}

/** The same where nobody has looked for the clearest ones: the shortest stand for them. */
export function shortestWaysTo(space: StateSpace, lists: readonly Findings<unknown>[]): Ways[][] {
  return lists.map(({ all }) => all.map(({ first }) => wayOf(space, first, null)))
}

function wayOf(space: StateSpace, state: number, clearest: ClearWay | null): Ways {
  const shortest = wayTo(space, state)
  const clear = clearest ?? { picks: shortest, preemptions: preemptionsIn(space, state) }
  return { shortest: scheduleText(shortest), fewestPreemptions: scheduleText(clear.picks), preemptions: clear.preemptions }
}

// switches away from a thread that could have gone on, along the way a state was first reached by
function preemptionsIn(space: StateSpace, state: number): number {
  const { parent, via, labels, edgeStart, edgeLabel } = space
  let count = 0
  for (let at = state; at > 0; at = parent[at] as number) {
    const before = parent[at] as number
    const last = before > 0 ? labels[via[before] as number]?.thread : undefined
    if (last === undefined || labels[via[at] as number]?.thread === last) continue
    for (let edge = edgeStart[before] as number; edge < (edgeStart[before + 1] as number); edge++) {
      if (labels[edgeLabel[edge] as number]?.thread !== last) continue
      count++
      break
    }
  }
  return count
}
