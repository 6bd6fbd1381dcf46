import type { Deadlock, Failure, Lasso, Outcome, Race, Report, ScheduleText } from '../../explorer/report'
import { counted } from '../counted'
import { extentWords } from './extentWords'
import { meanwhile } from './lassoWords'

/** The most important thing that a search found, in words. */
export interface Verdict {
  /** `A deadlock is possible`. */
  readonly title: string
  /** What there is to add, without a full stop: `2 preemptions, 4 steps`. */
  readonly detail: string
  readonly bad: boolean
  /** The clearest way to it; null where there is nothing to show. */
  readonly schedule: ScheduleText | null
}

/**
 * What a search says of a program, the gravest first: deadlock, failure, running for ever, a race. When nothing bad was found it says in how many states it
 * looked, and never "correct" of a search that is not complete.
 */
export function verdictOf(report: Report): Verdict {
  const { deadlocks, failures, livelocks, races } = report
  const [deadlock] = deadlocks.toSorted(byPreemptions)
  if (deadlock) return deadlockVerdict(deadlock, deadlocks.length)
  const [failure] = failures.toSorted(byPreemptions)
  if (failure) return failureVerdict(failure)
  const [lasso] = livelocks
  if (lasso) return lassoVerdict(lasso)
  const [race] = races
  return race ? raceVerdict(race, report) : cleanVerdict(report)
}

type Clear = Pick<Deadlock, 'preemptions' | 'fewestPreemptions'>

const stepsIn = (schedule: ScheduleText): number => schedule.split(' ').filter((step) => step !== '').length
const byPreemptions = (one: Clear, other: Clear): number =>
  one.preemptions - other.preemptions || stepsIn(one.fewestPreemptions) - stepsIn(other.fewestPreemptions)

/** How much it takes to get there: `2 preemptions, 4 steps`. */
export const wayWords = ({ preemptions, fewestPreemptions }: Clear): string =>
  `${counted(preemptions, 'preemption')}, ${counted(stepsIn(fewestPreemptions), 'step')}`

function deadlockVerdict(deadlock: Deadlock, kinds: number): Verdict {
  const [title, clearest] = kinds > 1 ? [`${kinds} different deadlocks are possible`, 'the clearest: '] : ['A deadlock is possible', '']
  return { title, detail: `${clearest}${wayWords(deadlock)}`, bad: true, schedule: deadlock.fewestPreemptions }
}

function failureVerdict(failure: Failure): Verdict {
  // what should hold at the end of a model is nobody's failure
  if (failure.thread === '') {
    return { title: failure.message.replaceAll('`', ''), detail: `at the end; ${wayWords(failure)}`, bad: true, schedule: failure.fewestPreemptions }
  }
  return {
    title: `Line ${failure.line} can fail`,
    detail: `${failure.kind} in ${failure.thread}; ${wayWords(failure)}`,
    bad: true,
    schedule: failure.fewestPreemptions
  }
}

function lassoVerdict({ kind, threads, starved, stem, round }: Lasso): Verdict {
  const schedule = lassoSchedule({ stem, round })
  if (kind === 'livelock') return { title: 'It can go on for ever without getting anywhere', detail: threads.join(', '), bad: true, schedule }
  return { title: `${starved.join(', ')} can wait for ever`, detail: meanwhile(threads), bad: true, schedule }
}

/** The way into a round that can repeat for ever, and twice round it. */
export const lassoSchedule = ({ stem, round }: Pick<Lasso, 'stem' | 'round'>): ScheduleText => [stem, round, round].filter((part) => part !== '').join(' ')

/** A race is best seen by what it does: a result that takes a preemption. One that changes nothing that is printed may be meant (Peterson's lock is made of such). */
function raceVerdict({ variable, schedule }: Race, { outcomes, extent }: Report): Verdict {
  const title = `A data race on ${variable}`
  const results = resultsOf(outcomes)
  const together = 'two threads can get at it at the same time'
  if (results < 2) return { title, detail: extent.complete ? `${together}; every order comes to the same` : together, bad: !extent.complete, schedule }
  const [surprise] = outcomes.filter(({ preemptions }) => preemptions > 0).toSorted(byPreemptions)
  return { title, detail: `${results} different results are possible`, bad: true, schedule: surprise?.fewestPreemptions ?? schedule }
}

/** How many different things can be printed, or where nothing is, be left in the variables. */
function resultsOf(outcomes: readonly Outcome[]): number {
  const prints = outcomes.some(({ output }) => output.length > 0)
  return new Set(outcomes.map(({ output, variables }) => JSON.stringify(prints ? output : variables))).size
}

function cleanVerdict(report: Report): Verdict {
  const clean = { bad: false, schedule: null }
  if (!report.extent.complete) return { title: 'Nothing bad found so far', detail: extentWords(report), ...clean }
  const results = resultsOf(report.outcomes)
  const title = results > 1 ? `${results.toLocaleString('en')} different results are possible` : 'No deadlock and no failure in any order'
  return { title, detail: extentWords(report), ...clean }
}
