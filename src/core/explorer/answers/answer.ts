import { header } from '../../simulator/state/layout'
import { nameOfThread } from '../../simulator/telling/names'
import { scheduleText } from '../../simulator/schedule'
import { statusOf } from '../../simulator/status'
import { word } from '../../simulator/state/words'
import { type Counts, countSchedules } from './counts'
import { type Dependence, dependenceOf } from './dependence'
import { type Doomed, findDoomed } from './doomed'
import { findEnds, isEnd, standing } from './ends'
import { countExecutions } from './executions'
import { findFailedChecks, type FailingCheck, withStep } from './failedChecks'
import { findDeadlocks, findFailures, findOutcomes, type DeadlockShown, type Findings, type FailureShown, type OutcomeShown } from './findings'
import { findLassos, type FoundLasso } from './lassos'
import { findRaces, type RacingPair } from './races'
import type { Deadlock, Failure, Lasso, Outcome, Race, Report, Representative } from '../report'
import { representatives } from './representatives'
import { type StateSpace, statesAlong, wayTo } from '../stateSpace'
import { topologicalOrder } from './topological'
import { unreachableLines } from './unreachable'
import { shortestWaysTo, type Ways, waysTo } from './ways'
import type { Work } from '../work'

/** All of a report that the states tell. */
export type Answer = Omit<Report, 'extent' | 'states' | 'transitions' | 'elapsedMs' | 'goal' | 'goalRaised' | 'turns' | 'stillOpen'>

/** What to answer: whether every state was found, with every step, and whether schedules are to be counted. */
export interface Asked {
  readonly whole: boolean
  readonly counts: boolean
}

/** Answers that are being made: what is known of them can be told at any time. */
export interface Answering {
  readonly work: Work<void>
  /** What is known by now; `unanswered` says what is not yet. */
  soFar(): Answer
}

/** What is found, part by part; undefined until then. */
interface Known {
  ends?: Uint8Array
  outcomes?: Findings<OutcomeShown>
  deadlocks?: Findings<DeadlockShown>
  failures?: Findings<readonly FailureShown[]>
  checks?: Findings<readonly FailingCheck[]>
  ways?: Ways[][]
  races?: Race[]
  /** null when some steps lead round in a circle. */
  order?: Int32Array | null
  doomed?: Doomed
  livelocks?: Lasso[]
  counted?: Counts | null
  executions?: string | null
  representatives?: Representative[] | null
}

const partWords: Readonly<Record<Exclude<keyof Known, 'ends'>, string>> = {
  outcomes: 'outcomes',
  deadlocks: 'deadlocks',
  failures: 'exceptions',
  checks: 'failed checks',
  ways: 'clearest ways',
  races: 'data races',
  order: 'whether some run can go on for ever',
  doomed: 'states from which no end can be reached',
  livelocks: 'livelocks',
  counted: 'schedules',
  executions: 'executions that differ',
  representatives: 'one schedule of each execution'
}
const always = ['outcomes', 'deadlocks', 'failures', 'checks', 'ways', 'races'] as const
const ofWhole = ['order', 'doomed', 'livelocks'] as const
const ofCounts = ['counted', 'executions', 'representatives'] as const

/** Begins to read off a state space everything that a person may want to know: first what can come out and what goes wrong, then how, then the rest. */
export function answering(space: StateSpace, { whole, counts }: Asked): Answering {
  const known: Known = {}
  const asked = [...always, ...(whole ? ofWhole : []), ...(whole && counts ? ofCounts : [])]

  function* work(): Work<void> {
    const ends = (known.ends = yield* findEnds(space))
    known.outcomes = yield* findOutcomes(space, ends)
    known.deadlocks = yield* findDeadlocks(space, ends)
    known.failures = yield* findFailures(space)
    known.checks = yield* findFailedChecks(space)
    known.ways = yield* waysTo(space, listsOf(known))
    known.races = racesOf(space, yield* findRaces(space))
    if (!whole) return
    const order = (known.order = yield* topologicalOrder(space))
    known.doomed = yield* findDoomed(space, ends, order)
    known.livelocks = order === null ? (yield* findLassos(space)).map((lasso) => lassoOf(space, lasso)) : []
    if (!counts) return
    const dependence = dependenceOf(space.labels)
    known.counted = order === null ? null : yield* countSchedules(space, order)
    known.executions = order === null ? null : ((yield* countExecutions(space, order, dependence))?.toString() ?? null)
    known.representatives = order === null ? null : yield* shownExecutions(space, dependence)
  }

  return {
    work: work(),
    soFar: () =>
      told(
        space,
        known,
        asked.filter((part) => known[part] === undefined)
      )
  }
}

/** Reads everything off a state space. */
export function* answer(space: StateSpace, asked: Asked): Work<Answer> {
  const made = answering(space, asked)
  yield* made.work
  return made.soFar()
}

const nothing: Findings<never> = { all: [], of: new Int32Array(0) }

const listsOf = ({ outcomes = nothing, deadlocks = nothing, failures = nothing, checks = nothing }: Known): readonly Findings<unknown>[] => [
  outcomes,
  deadlocks,
  failures,
  checks
]

function told(space: StateSpace, known: Known, missing: readonly (keyof typeof partWords)[]): Answer {
  const { ends = new Uint8Array(0), outcomes = nothing, deadlocks = nothing, failures = nothing, checks = nothing, doomed = null, counted = null } = known
  const [outcomeWays = [], deadlockWays = [], failureWays = [], checkWays = []] = known.ways ?? shortestWaysTo(space, listsOf(known))
  return {
    unanswered: missing.map((part) => partWords[part]),
    depth: depthOf(space),
    endStates: endsIn(ends),
    outcomes: outcomesOf(outcomes, outcomeWays, counted),
    deadlocks: deadlocks.all.map(({ what, first, states }, number): Deadlock => {
      const ways = deadlockWays[number] as Ways
      return { ...what, states, steps: wayTo(space, first).length, ...ways, pointOfNoReturn: doomed === null ? null : noReturn(space, ways, doomed.is) }
    }),
    failures: failuresOf([...failuresWithWays(failures, failureWays), ...checksWithWays(space, checks, checkWays)]),
    races: known.races ?? [],
    livelocks: known.livelocks ?? [],
    unreachableLines: known.order === undefined ? [] : unreachableLines(space),
    doomedStates: doomed?.count ?? null,
    cyclic: known.order === undefined ? null : known.order === null,
    representatives: known.representatives ?? null,
    executions: known.executions ?? null,
    schedules: counted === null ? null : totalOf(counted, ends, space).toString()
  }
}

function outcomesOf(outcomes: Findings<OutcomeShown>, ways: readonly Ways[], counted: Counts | null): Outcome[] {
  const schedules = outcomes.all.map(() => 0n)
  const probability = outcomes.all.map(() => 0)
  if (counted !== null) {
    for (let state = 0; state < outcomes.of.length; state++) {
      const number = outcomes.of[state] as number
      if (number < 0) continue
      schedules[number] = (schedules[number] ?? 0n) + counted.schedules.valueAt(state)
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

function endsIn(ends: Uint8Array): number {
  let count = 0
  for (const how of ends) if (isEnd(how)) count++
  return count
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

function* shownExecutions(space: StateSpace, dependence: Dependence): Work<Representative[]> {
  const shown: Representative[] = []
  const { machine } = space
  const words = new Int32Array(machine.layout.size)
  yield* representatives(space, dependence, mostShown, (picks, end) => {
    space.read(end, words)
    const how = statusOf(machine, words)
    const lines = machine.pools.lines(word(words, header.output)).filter(({ stream }) => stream === 'stdout')
    if (how !== 'running') shown.push({ schedule: scheduleText(picks), how, output: lines.map(({ text }) => text) })
  })
  return shown
}

function totalOf(counted: Counts, ends: Uint8Array, space: StateSpace): bigint {
  let total = 0n
  for (let state = 0; state < space.expanded; state++) if (ends[state] !== standing.running) total += counted.schedules.valueAt(state)
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
