import type { Program } from '../program/program'
import type { Machine } from '../simulator/assemble'
import { LayoutFull } from '../simulator/state/layoutFull'
import { createMachine } from '../simulator/machine'
import { parseSchedule, scheduleText } from '../simulator/schedule'
import { mulberry32 } from '../simulator/scheduler'
import { type Answer, type Answering, answer, answering } from './answers/answer'
import { type Goal, type Raise, readGoal } from './answers/goal'
import { createBoundedSearch } from './search/boundedSearch'
import { mergeAnswers } from './answers/mergeAnswers'
import type { ExploreOptions, Extent, Limit, Progress, Report, StateGraph } from './report'
import { lineOf, preemptionsIn, randomRun } from './search/sampling'
import { createSearch } from './search/search'
import { stateGraph } from './stateGraph'
import { type StateSpace, wayTo } from './stateSpace'
import { turnsOf } from './answers/turns'
import { stride, type Work } from './work'

/** A search through the orders of one program, taken in slices so that whoever drives it stays awake. */
export interface Exploration {
  /** Works for about so many milliseconds; true when everything is found and answered. */
  work(ms: number): boolean
  progress(): Progress
  /** What is known: everything when done; before that, and after a limit, what was found so far, and its `extent` says so. Takes less than a tenth of a second: `unanswered` says what there was no time for. */
  report(): Report
  /** A picture of all states, when there are no more than `limit`, and all were found. */
  graph(limit: number): StateGraph | null
}

/** What a search goes by when nobody says otherwise. */
export const usualOptions: ExploreOptions = {
  tier: 'auto',
  maxStates: 2_000_000,
  maxBytes: 1_500_000_000,
  maxMs: 60_000,
  counts: false,
  goal: null,
  spuriousWakeUps: 0
}

/** How a search goes about it: every order; one of each kind that differs (`persistent.ts`); few preemptions first. */
type Manner = 'full' | 'reduced' | 'bounded'

// states whose steps are known take a microsecond, those in which something new has to be learned up to a thousand times as long: so many more at a time
const nextSlice = (states: number, took: number): number => (took > 10 ? Math.max(1, states >> 1) : took < 5 ? Math.min(2048, states * 2) : states)

const doing: Readonly<Record<Manner, string>> = {
  full: 'searching all orders',
  reduced: 'searching orders that differ',
  bounded: 'searching orders with few preemptions'
}

// the rest of the time is for the answers
const searchShare = 0.8
// nobody waits longer for what was found so far
const promptMs = 50

interface Stage {
  expand(states: number): boolean
  readonly count: number
  readonly transitions: number
  readonly frontier: number
  readonly bytes: number
  readonly preemptions: number | null
  space(): StateSpace
}

function stageOf(manner: Manner, machine: Machine): Stage {
  if (manner === 'bounded') return createBoundedSearch(machine)
  const search = createSearch(machine, manner === 'reduced')
  return {
    expand: (states) => search.expand(states),
    get count() {
      return search.count
    },
    get transitions() {
      return search.edgeStart[search.expanded] ?? 0
    },
    get frontier() {
      return search.count - search.expanded
    },
    get bytes() {
      return search.bytes
    },
    preemptions: null,
    space: () => search
  }
}

// beyond the bound: so many random runs, that look for bugs of this depth
const sampledRuns = 500
const sampledDepth = 3

/**
 * Prepares a search. `now` gives milliseconds. `auto` searches every order; when there are too many states, orders that differ; when there are still too many,
 * orders with few preemptions, and random ones. Only the first two can be complete. With a goal only the first is tried. Throws when the goal is none (`readGoal` says what
 * is wrong with it).
 */
export function createExploration(program: Program, options: ExploreOptions, now: () => number): Exploration {
  let machine = createMachine(program, undefined, options.spuriousWakeUps)
  let manner: Manner = options.tier === 'reduced' ? 'reduced' : 'full'
  let stage = stageOf(manner, machine)
  const progress = { doing: doing[manner], spent: 0 }
  let limit: Limit | null = null
  let sampled = 0
  let answers: Answering | null = null
  let found: Answer | null = null
  const goal = options.goal === null ? null : goalOf(program, options.goal)
  let nearest: Nearest = { goal: null, goalRaised: null }
  let ofRun: Pick<Report, 'turns' | 'stillOpen'> = { turns: null, stillOpen: null }
  let working: Work<void> | null = everything()

  function* everything(): Work<void> {
    limit = yield* searched()
    for (const next of ['reduced', 'bounded'] as const) {
      // a reduced search may pass the goal by, and takes waits on different conditions for independent though they share what wakes them without cause
      if (options.tier !== 'auto' || goal !== null || options.spuriousWakeUps > 0 || (limit !== 'states' && limit !== 'memory')) break
      manner = next
      stage = stageOf(manner, machine)
      limit = yield* searched()
    }
    // with few preemptions first and nothing left, everything was searched after all
    answers = answering(stage.space(), { whole: limit === null && manner !== 'reduced', counts: options.counts })
    yield* inTime(answers.work)
    found = answers.soFar()
    if (goal !== null) nearest = (yield* inTime(nearestTo(stage.space(), goal))) ?? nearest
    if (options.run != null && manner === 'full' && limit === null) ofRun = (yield* inTime(turnsOf(stage.space(), picksOf(options.run)))) ?? ofRun
    if (manner === 'bounded' && limit !== null) yield* sample()
  }

  // gives null when the time was over before it was done
  function* inTime<Result>(making: Work<Result>): Work<Result | null> {
    for (let next = making.next(); ; next = making.next()) {
      if (next.done === true) return next.value
      yield `answers: ${next.value}`
      if (progress.spent <= options.maxMs) continue
      limit ??= 'time'
      return null
    }
  }

  // gives the limit that ended it, null when there are no states left
  function* searched(): Work<Limit | null> {
    for (;;) {
      try {
        for (let slice = 1, began = now(); stage.expand(slice); began = now()) {
          const hit = limitHit()
          if (hit !== null) return hit
          slice = nextSlice(slice, now() - began)
          yield doing[manner]
        }
        return null
      } catch (full) {
        if (!(full instanceof LayoutFull)) throw full
        // the program made more than there was room for: everything again with more room
        machine = createMachine(program, full.larger, options.spuriousWakeUps)
        stage = stageOf(manner, machine)
      }
    }
  }

  function limitHit(): Limit | null {
    if (stage.count > options.maxStates) return 'states'
    if (stage.bytes > options.maxBytes) return 'memory'
    return progress.spent > options.maxMs * searchShare ? 'time' : null
  }

  function* sample(): Work<void> {
    const random = mulberry32(1)
    let length = 100
    for (; sampled < sampledRuns && progress.spent <= options.maxMs; sampled++) {
      const picks = withRoom(() => randomRun(machine, random, sampledDepth, length))
      length = Math.max(length, picks.length)
      const answered = yield* answer(lineOf(machine, picks), { whole: false, counts: false })
      if (found !== null) found = mergeAnswers(found, withPreemptions(machine, answered))
      yield 'running random orders'
    }
  }

  // a run may make more than the search came to
  function withRoom<Result>(run: () => Result): Result {
    for (;;) {
      try {
        return run()
      } catch (full) {
        if (!(full instanceof LayoutFull)) throw full
        machine = createMachine(program, full.larger, options.spuriousWakeUps)
      }
    }
  }

  const extent = (): Extent =>
    limit === null && found !== null
      ? { complete: true, reduced: manner === 'reduced' }
      : {
          complete: false,
          because: limit ?? 'cancelled',
          preemptions: stage.preemptions !== null && stage.preemptions >= 0 ? stage.preemptions : null,
          sampled
        }

  return {
    work(ms) {
      const start = now()
      const before = progress.spent
      while (working !== null) {
        const next = working.next()
        progress.spent = before + now() - start
        if (next.done === true) working = null
        else progress.doing = next.value
        if (progress.spent - before >= ms) break
      }
      return working === null
    },
    progress: () => ({
      states: stage.count,
      transitions: stage.transitions,
      frontier: stage.frontier,
      bytes: stage.bytes,
      elapsedMs: progress.spent,
      doing: progress.doing
    }),
    report() {
      const answered = found ?? answers?.soFar() ?? promptAnswer(stage.space(), now)
      return { extent: extent(), states: stage.count, transitions: stage.transitions, elapsedMs: progress.spent, ...answered, ...nearest, ...ofRun }
    },
    graph: (most) => (manner !== 'full' || limit !== null || found === null || stage.count > most ? null : stateGraph(stage.space()))
  }
}

const picksOf = (run: string) => {
  const picks = parseSchedule(run)
  if (!picks.ok) throw new Error(picks.problem.what)
  return picks.value
}

function promptAnswer(space: StateSpace, now: () => number): Answer {
  const until = now() + promptMs
  const { work, soFar } = answering(space, { whole: false, counts: false })
  while (work.next().done !== true && now() < until);
  return soFar()
}

// a run in a line does not show who else could have gone on
function withPreemptions(of: Machine, { outcomes, deadlocks, failures, ...rest }: Answer): Answer {
  const counted = <Way extends { readonly fewestPreemptions: string }>(way: Way): Way & { readonly preemptions: number } => {
    const picks = parseSchedule(way.fewestPreemptions)
    return { ...way, preemptions: picks.ok ? preemptionsIn(of, picks.value) : 0 }
  }
  return { ...rest, outcomes: outcomes.map(counted), deadlocks: deadlocks.map(counted), failures: failures.map(counted) }
}

function goalOf(program: Program, text: string): Goal {
  const goal = readGoal(program, text)
  if (!goal.ok) throw new Error(goal.problem.what)
  return goal.value
}

type Nearest = Pick<Report, 'goal' | 'goalRaised'>

// states are numbered breadth first, so the first that meets it is nearest
function* nearestTo(space: StateSpace, goal: Goal): Work<Nearest> {
  const meets = space.remembered((words) => goal(space.machine, words))
  let raising = 0
  let first: Raise | null = null
  for (let state = 0; state < space.count; state++) {
    if (state % stride === 0) yield 'looking for the goal'
    const met = meets(state)
    if (met === false) continue
    if (met === true) {
      const way = wayTo(space, state)
      return { goal: { steps: way.length, schedule: scheduleText(way) }, goalRaised: null }
    }
    raising++
    first ??= met
  }
  return { goal: null, goalRaised: first && { ...first, states: raising } }
}
