import type { Deadlock, Failure, Lasso, Outcome, Race, Report, Representative, ScheduleText } from '../../explorer/report'
import { counted } from '../counted'
import { lassoWords } from './lassoWords'
import { shortCount } from './shortCount'
import { lassoSchedule, wayWords } from './verdict'

/** Something that can happen, with a way to see it. */
export interface FindingRow {
  readonly kind: 'deadlock' | 'failure' | 'livelock' | 'starvation' | 'race'
  readonly words: string
  /** How much it takes to get there. */
  readonly way: string
  /** From which step on there was no way out; '' where that is not known or not asked. */
  readonly tooLate: string
  readonly schedule: ScheduleText
  /** A way of fewer steps, with more preemptions; null where there is none. */
  readonly shorter: ScheduleText | null
}

/** A result that finished runs can come to. */
export interface OutcomeRow {
  /** Printed lines, or what the variables hold where nothing is printed. */
  readonly words: string
  /** What else distinguishes it: variables where another result prints the same, exceptions that ended threads. */
  readonly more: string
  /** `4 of 6`; '' where not counted. */
  readonly schedules: string
  /** Per cent under a scheduler that picks at random at every step; '' where not counted. */
  readonly chance: string
  /** How much it takes to get there. */
  readonly way: string
  readonly schedule: ScheduleText
  /** A way of fewer steps, with more preemptions; null where there is none. */
  readonly shorter: ScheduleText | null
}

/** One execution of those that differ in more than the order of independent steps. */
export interface ExecutionRow {
  /** How it ends: what is printed, a failure, a deadlock. */
  readonly words: string
  readonly bad: boolean
  readonly schedule: ScheduleText
}

/** Everything bad that a search found, the gravest kind first. */
export function findingRows({ deadlocks, failures, livelocks, races }: Report): FindingRow[] {
  return [...deadlocks.map(deadlockRow), ...failures.map(failureRow), ...livelocks.map(lassoRow), ...races.map(raceRow)]
}

/** The ring where there is one, else everybody who waits: first for things, then for others to end. */
function deadlockRow(deadlock: Deadlock): FindingRow {
  const ring = [...deadlock.cycle, ...deadlock.cycle.slice(0, 1)].join(' → ')
  const isJoin = ({ waitsFor, heldBy }: Wait): boolean => heldBy.length === 1 && heldBy[0] === waitsFor
  const waits = deadlock.waits.toSorted((one, other) => Number(isJoin(one)) - Number(isJoin(other)))
  const words = waits.map((wait) => `${wait.thread} (line ${wait.line}) waits for ${isJoin(wait) ? `${wait.waitsFor} to end` : waitedFor(wait)}`)
  return { kind: 'deadlock', words: ring || words.join('; '), way: wayWords(deadlock), tooLate: tooLateWords(deadlock), ...waysOf(deadlock) }
}

function tooLateWords({ pointOfNoReturn }: Deadlock): string {
  if (pointOfNoReturn === null) return ''
  return pointOfNoReturn === 0 ? 'No order comes to an end.' : `No way out after step ${pointOfNoReturn}.`
}

const stepsIn = (schedule: ScheduleText): number => schedule.split(' ').length

/** The clearest way, and a shorter one where there is one. */
function waysOf({ shortest, fewestPreemptions }: Pick<Outcome, 'shortest' | 'fewestPreemptions'>): Pick<OutcomeRow, 'schedule' | 'shorter'> {
  return { schedule: fewestPreemptions, shorter: stepsIn(shortest) < stepsIn(fewestPreemptions) ? shortest : null }
}

type Wait = Deadlock['waits'][number]

const waitedFor = ({ waitsFor, heldBy }: Wait): string => (heldBy.length > 0 ? `${waitsFor}, held by ${heldBy.join(', ')}` : waitsFor)

function failureRow(failure: Failure): FindingRow {
  const message = failure.message === '' ? '' : `: ${failure.message}`
  return {
    kind: 'failure',
    words: failure.thread === '' ? `Line ${failure.line}, at the end${message}` : `Line ${failure.line}, ${failure.thread}: ${failure.kind}${message}`,
    way: wayWords(failure),
    tooLate: '',
    ...waysOf(failure)
  }
}

function lassoRow(lasso: Lasso): FindingRow {
  const way = `a round of ${counted(lasso.round.split(' ').length, 'step')}`
  return { kind: lasso.kind, words: lassoWords(lasso), way, tooLate: '', schedule: lassoSchedule(lasso), shorter: null }
}

function raceRow({ variable, lines, threads, schedule }: Race): FindingRow {
  const pairs = lines.map(([one, other]) => (one === other ? `line ${one}` : `lines ${one} and ${other}`))
  return { kind: 'race', words: `${variable}, ${pairs.join('; ')}: ${threads.join(' and ')} at the same time`, way: '', tooLate: '', schedule, shorter: null }
}

/** All results, in the report's order. */
export function outcomeRows({ outcomes, schedules }: Report): OutcomeRow[] {
  const printed = outcomes.map(({ output }) => output.join('\n'))
  return outcomes.map((outcome, at) => ({
    ...outcomeWords(outcome, printed.indexOf(printed[at] ?? '') === printed.lastIndexOf(printed[at] ?? '')),
    schedules: outcome.schedules === null ? '' : `${shortCount(outcome.schedules)}${schedules === null ? '' : ` of ${shortCount(schedules)}`}`,
    chance: outcome.probability === null ? '' : percent(outcome.probability),
    way: counted(outcome.preemptions, 'preemption'),
    ...waysOf(outcome)
  }))
}

/** One of each different execution, in the report's order; [] where they were not counted. */
export function executionRows({ representatives }: Pick<Report, 'representatives'>): ExecutionRow[] {
  return (representatives ?? []).map(({ how, output, schedule }) => ({
    words: [endWords[how], ...output].filter((part) => part !== '').join(' ⏎ ') || silent,
    bad: how !== 'finished',
    schedule
  }))
}

const endWords: Readonly<Record<Representative['how'], string>> = { finished: '', failed: 'fails', deadlock: 'deadlock' }
const silent = 'ends and prints nothing'

/** Variables are told where the printed lines alone do not tell the result. */
function outcomeWords({ output, variables, failed }: Outcome, isOwnOutput: boolean): Pick<OutcomeRow, 'words' | 'more'> {
  const values = Object.entries(variables).map(([name, value]) => `${name} = ${value}`)
  if (output.length > 0) return { words: output.join(' ⏎ '), more: [...(isOwnOutput ? [] : values), ...failed].join(', ') }
  return { words: values.join(', ') || silent, more: failed.join(', ') }
}

/** Never 0 % for what can happen, nor 100 % for what need not. */
function percent(share: number): string {
  if (share === 1) return '100 %'
  if (share < 0.001) return '< 0.1 %'
  if (share > 0.999) return '> 99.9 %'
  return `${(share * 100).toFixed(1)} %`
}
