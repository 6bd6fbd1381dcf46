import { header } from '../simulator/layout'
import { nameOfThread } from '../simulator/names'
import { scheduleText } from '../simulator/schedule'
import { statusOf } from '../simulator/status'
import { word } from '../simulator/words'
import { reaching, turnRound } from './backwards'
import { type Counts, countSchedules } from './counts'
import { findEnds, isEnd } from './ends'
import { countExecutions } from './executions'
import { findFailedChecks, type FailingCheck, withStep } from './failedChecks'
import { findDeadlocks, findFailures, findOutcomes, type Findings, type FailureShown, type OutcomeShown } from './findings'
import { findLassos, type FoundLasso } from './lassos'
import { findRaces, type RacingPair } from './races'
import type { Deadlock, Failure, Lasso, Outcome, Race, Report, Representative } from './report'
import { representatives } from './representatives'
import { type StateSpace, statesAlong, wayTo } from './stateSpace'
import { topologicalOrder } from './topological'
import { unreachableLines } from './unreachable'
import { type Ways, waysTo } from './ways'
import type { Work } from './work'

/** All of a report that the states tell. */
export type Answer = Omit<Report, 'extent' | 'states' | 'transitions' | 'elapsedMs' | 'goal' | 'turns'>

/** What to answer: whether every state was found, with every step, and whether schedules are to be counted. */
export interface Asked {
  readonly whole: boolean
  readonly counts: boolean
}

/** Reads everything off a state space that a person may want to know. */
export function* answer(space: StateSpace, { whole, counts }: Asked): Work<Answer> {
  const ends = yield* findEnds(space)
  const outcomes = yield* findOutcomes(space, ends)
  const deadlocks = yield* findDeadlocks(space, ends)
  const failures = yield* findFailures(space)
  const checks = yield* findFailedChecks(space)
  const [outcomeWays = [], deadlockWays = [], failureWays = [], checkWays = []] = yield* waysTo(space, [outcomes, deadlocks, failures, checks])
  const order = whole ? yield* topologicalOrder(space) : null
  const counted = counts && order !== null ? yield* countSchedules(space, order) : null
  const doomed = whole ? yield* findDoomed(space, ends) : null
  const lassos = whole && order === null ? yield* findLassos(space) : []
  return {
    depth: depthOf(space),
    endStates: ends.reduce((sum, how) => sum + (isEnd(how) ? 1 : 0), 0),
    outcomes: outcomesOf(outcomes, outcomeWays, counted),
    deadlocks: deadlocks.all.map(({ what, first, states }, number): Deadlock => {
      const ways = deadlockWays[number] as Ways
      return { ...what, states, steps: wayTo(space, first).length, ...ways, pointOfNoReturn: doomed === null ? null : noReturn(space, ways, doomed) }
    }),
    failures: failuresOf([...failuresWithWays(failures, failureWays), ...checksWithWays(space, checks, checkWays)]),
    races: racesOf(space, yield* findRaces(space)),
    livelocks: lassos.map((lasso) => lassoOf(space, lasso)),
    unreachableLines: whole ? unreachableLines(space) : [],
    doomedStates: doomed === null ? null : doomed.reduce((sum, one) => sum + one, 0),
    cyclic: whole ? order === null : null,
    representatives: counts && order !== null ? yield* shownExecutions(space) : null,
    executions: counts && order !== null ? ((yield* countExecutions(space, order))?.toString() ?? null) : null,
    schedules: counted === null ? null : totalOf(counted, ends, space).toString()
  }
}

function outcomesOf(outcomes: Findings<OutcomeShown>, ways: readonly Ways[], counted: Counts | null): Outcome[] {
  const schedules = outcomes.all.map(() => 0n)
  const probability = outcomes.all.map(() => 0)
  if (counted !== null) {
    for (const [state, number] of outcomes.of.entries()) {
      if (number < 0) continue
      schedules[number] = (schedules[number] ?? 0n) + (counted.schedules[state] ?? 0n)
      probability[number] = (probability[number] ?? 0) + (counted.probability[state] ?? 0)
    }
  }
  const all = outcomes.all.map(({ what }, number) => ({
    ...what,
    schedules: counted === null ? null : (schedules[number] ?? 0n).toString(),
    probability: counted === null ? null : (probability[number] ?? 0),
    ...(ways[number] as Ways)
  }))
  return all.toSorted((a, b) => (b.probability ?? 0) - (a.probability ?? 0) || JSON.stringify(a.output).localeCompare(JSON.stringify(b.output), 'en'))
}

// one failure a kind, line and message; whose way is the clearest speaks for it
function failuresOf(found: readonly Failure[]): Failure[] {
  const best = new Map<string, Failure>()
  for (const one of found) {
    const key = `${one.line} ${one.kind} ${one.message}`
    const known = best.get(key)
    const shorter = known === undefined || stepsIn(one.shortest) < stepsIn(known.shortest) ? one.shortest : known.shortest
    const clearer =
      known === undefined ||
      one.preemptions < known.preemptions ||
      (one.preemptions === known.preemptions && stepsIn(one.fewestPreemptions) < stepsIn(known.fewestPreemptions))
    best.set(key, { ...(clearer ? one : known), shortest: shorter })
  }
  return [...best.values()].toSorted((a, b) => a.line - b.line)
}

function failuresWithWays(found: Findings<readonly FailureShown[]>, ways: readonly Ways[]): Failure[] {
  return found.all.flatMap(({ what }, number) => what.map((failure) => ({ ...failure, ...(ways[number] as Ways) })))
}

function checksWithWays(space: StateSpace, found: Findings<readonly FailingCheck[]>, ways: readonly Ways[]): Failure[] {
  return found.all.flatMap(({ what }, number) => what.map(({ next, ...failure }) => ({ ...failure, ...withStep(space, ways[number] as Ways, next) })))
}

// a person reads no more
const mostShown = 100

const stepsIn = (schedule: string): number => (schedule === '' ? 0 : schedule.split(' ').length)

function depthOf({ count, parent }: StateSpace): number {
  const depths = new Int32Array(count)
  let deepest = 0
  for (let state = 1; state < count; state++) {
    depths[state] = (depths[parent[state] ?? 0] ?? 0) + 1
    deepest = Math.max(deepest, depths[state] ?? 0)
  }
  return deepest
}

function* findDoomed(space: StateSpace, ends: Uint8Array): Work<Uint8Array> {
  const good: number[] = []
  for (const [state, how] of ends.entries()) if (isEnd(how)) good.push(state)
  const saved = yield* reaching(yield* turnRound(space), good, space.count)
  return saved.map((one) => 1 - one)
}

// the step behind which every state on the way is doomed
function noReturn(space: StateSpace, { fewestPreemptions }: Ways, doomed: Uint8Array): number | null {
  const picks = fewestPreemptions === '' ? [] : fewestPreemptions.split(' ').map((entry) => entry.split('/').map(Number))
  const states = statesAlong(
    space,
    picks.map(([thread = 0, choice = 0]) => ({ thread, choice }))
  )
  const step = states.findIndex((state) => doomed[state] === 1)
  return step < 0 ? null : step
}

function* shownExecutions(space: StateSpace): Work<Representative[]> {
  const shown: Representative[] = []
  const { machine } = space
  const words = new Int32Array(machine.layout.size)
  yield* representatives(space, mostShown, (picks, end) => {
    space.read(end, words)
    const how = statusOf(machine, words)
    const lines = machine.pools.lines(word(words, header.output)).filter(({ stream }) => stream === 'stdout')
    if (how !== 'running') shown.push({ schedule: scheduleText(picks), how, output: lines.map(({ text }) => text) })
  })
  return shown
}

function totalOf(counted: Counts, ends: Uint8Array, space: StateSpace): bigint {
  let total = 0n
  for (const [state, how] of ends.entries()) if (how !== 0 && state < space.expanded) total += counted.schedules[state] ?? 0n
  return total
}

function racesOf(space: StateSpace, pairs: readonly RacingPair[]): Race[] {
  const races = new Map<string, { race: Race; lines: (readonly [number, number])[] }>()
  const words = new Int32Array(space.machine.layout.size)
  for (const { variable, lines, threads, state } of pairs) {
    const known = races.get(variable)
    if (known !== undefined) {
      known.lines.push(lines)
      continue
    }
    space.read(state, words)
    const [one, two] = [nameOfThread(space.machine, words, threads[0]), nameOfThread(space.machine, words, threads[1])]
    const all = [lines]
    races.set(variable, { race: { variable, lines: all, threads: [one, two], schedule: scheduleText(wayTo(space, state)) }, lines: all })
  }
  return [...races.values()].map(({ race, lines }) => ({ ...race, lines: lines.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]) }))
}

function lassoOf(space: StateSpace, found: FoundLasso): Lasso {
  const words = new Int32Array(space.machine.layout.size)
  space.read(found.state, words)
  const name = (thread: number): string => nameOfThread(space.machine, words, thread)
  return {
    kind: found.kind,
    threads: found.movers.map(name),
    starved: found.starved.map(name),
    stem: scheduleText(found.stem),
    round: scheduleText(found.round)
  }
}
