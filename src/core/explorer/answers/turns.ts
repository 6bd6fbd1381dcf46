import { nameOfThread } from '../../simulator/telling/names'
import { type Pick, scheduleText } from '../../simulator/schedule'
import { type Backwards, reaching, turnRound } from './backwards'
import { findEnds } from './ends'
import { findDeadlocks, findFailures, type Findings, findOutcomes } from './findings'
import type { Turn } from '../report'
import { type StateSpace, statesAlong } from '../stateSpace'
import type { Work } from '../work'

/** Looking for turns costs a pass over all states each. */
const mostOfAKind = 20

/**
 * How near a run came to everything that it did not come to: for each deadlock, failure and outcome of other orders the last moment of the run from which it could still be
 * reached, and the shortest way there, the latest turns first; and in how many ways it can still end. The space must be whole.
 */
export function* turnsOf(space: StateSpace, picks: readonly Pick[]): Work<{ readonly turns: Turn[]; readonly stillOpen: number }> {
  const path = statesAlong(space, picks)
  const backwards = yield* turnRound(space)
  const ends = yield* findEnds(space)
  const deadlocks = yield* findDeadlocks(space, ends)
  const failures = yield* findFailures(space)
  const outcomes = yield* findOutcomes(space, ends)
  const turn = turning(space, picks, path, backwards)
  const turns = [
    ...(yield* turn(deadlocks, (what) => ({ to: 'deadlock', ...what }))),
    ...(yield* turn(failures, (what) => ({ to: 'failure', failures: what }))),
    ...(yield* turn(outcomes, (what) => ({ to: 'outcome', ...what })))
  ]
  return {
    turns: turns.toSorted((one, other) => rank[one.what.to] - rank[other.what.to] || other.behind - one.behind),
    stillOpen: endsFrom(space, path.at(-1) ?? 0, [deadlocks.of, outcomes.of])
  }
}

/** How many different ends can be reached from a state. `kinds` tell of each state which end it is; below 0 it is none. */
function endsFrom({ edgeStart, edgeTo, count }: StateSpace, start: number, kinds: readonly Int32Array[]): number {
  const seen = new Uint8Array(count)
  const ends = new Set<string>()
  const open = [start]
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    if (seen[state] === 1) continue
    seen[state] = 1
    for (const [kind, of] of kinds.entries()) if ((of[state] ?? -1) >= 0) ends.add(`${kind} ${of[state]}`)
    for (let edge = edgeStart[state] ?? 0; edge < (edgeStart[state + 1] ?? 0); edge++) open.push(edgeTo[edge] ?? 0)
  }
  return ends.size
}

const rank: Readonly<Record<Turn['what']['to'], number>> = { deadlock: 0, failure: 1, outcome: 2 }

function turning(space: StateSpace, picks: readonly Pick[], path: readonly number[], backwards: Backwards) {
  return function* turn<What>({ all, of }: Findings<What>, tell: (what: What) => Turn['what']): Work<Turn[]> {
    const turns: Turn[] = []
    for (const [number, { what }] of all.slice(0, mostOfAKind).entries()) {
      const near = yield* reaching(backwards, numbered(of, number), space.count)
      const behind = path.findLastIndex((state) => near[state] === 1)
      // what the run came to itself is no turn; a failure that has happened stays
      if (behind < 0 || behind === path.length - 1 || path.some((state) => of[state] === number)) continue
      const way = wayFrom(space, path[behind] ?? 0, near, (state) => of[state] === number)
      turns.push({
        what: tell(what),
        behind,
        went: nameAt(space, path[behind], picks[behind]),
        instead: nameAt(space, path[behind], way[0]),
        schedule: scheduleText([...picks.slice(0, behind), ...way])
      })
      yield 'looking for turns of the run'
    }
    return turns
  }
}

function* numbered(of: Int32Array, number: number): Iterable<number> {
  for (let state = 0; state < of.length; state++) if (of[state] === number) yield state
}

/** A shortest way from a state to one that is meant, through states from which one can be reached. */
function wayFrom(space: StateSpace, start: number, near: Uint8Array, isMeant: (state: number) => boolean): Pick[] {
  const before = new Map<number, { readonly state: number; readonly pick: Pick }>()
  const open = [start]
  for (let at = 0; at < open.length; at++) {
    const state = open[at] ?? 0
    if (isMeant(state)) {
      const way: Pick[] = []
      for (let back = before.get(state); back !== undefined; back = before.get(back.state)) way.push(back.pick)
      return way.toReversed()
    }
    for (let edge = space.edgeStart[state] ?? 0; edge < (space.edgeStart[state + 1] ?? 0); edge++) {
      const next = space.edgeTo[edge] ?? 0
      if (near[next] !== 1 || next === start || before.has(next)) continue
      const { thread = 0, choice = 0 } = space.labels[space.edgeLabel[edge] ?? 0] ?? {}
      before.set(next, { state, pick: { thread, choice } })
      open.push(next)
    }
  }
  return []
}

function nameAt({ machine, read }: StateSpace, state: number | undefined, pick: Pick | undefined): string {
  if (state === undefined || pick === undefined) return ''
  const words = new Int32Array(machine.layout.size)
  read(state, words)
  return nameOfThread(machine, words, pick.thread)
}
