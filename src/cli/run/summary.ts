import { exitWords } from '../../core/scenes/processes/exitWords'
import { lossWords } from '../../core/scenes/lossWords'
import { plainText } from '../../core/scenes/plainText'
import type { RunReport } from './runReport'

/** A run that is over, for people: how it ended, why, and what it took. Ends with a newline. */
export function summary(report: RunReport, told: readonly string[], out: string | null): string {
  const { failures, variables, schedule, engine, cost, exit, losses } = report
  const lines = [
    `${report.status}: ${engine}, ${figures(report)}`,
    ...told.map((words) => `deadlock: ${words}`),
    ...failures.map(({ line, kind, message, thread }) => `line ${line}: ${kind}${message === '' ? '' : `: ${message}`} in ${thread}`),
    // an exception says more than the code that Python makes of it
    ...(report.status === 'failed' && failures.length === 0 && exit !== null ? [`exit: the program ${exitWords(exit)}`] : []),
    ...(losses.length === 0 ? [] : [`missing: ${lossWords(wallClock, losses)}`]),
    ...(Object.keys(variables).length > 0 ? [`variables: ${variableWords(variables)}`] : []),
    ...(schedule === null || schedule === '' ? [] : [`schedule: ${shortened(schedule)}`]),
    ...(cost === null ? [] : [`cost: ${cost.words}`]),
    ...(out === null ? [] : [`recording: ${out}`])
  ]
  return `${lines.map((line) => plainText(line)).join('\n')}\n`
}

/** Only real runs have losses. */
const wallClock = { unit: 'nanoseconds', origin: '' } as const

function figures({ steps, events, elapsedMs, threads }: RunReport): string {
  const counts = [steps === null ? null : count(steps, 'step'), count(threads.length, 'thread'), count(events, 'event'), `${elapsedMs} ms`]
  return counts.filter((words) => words !== null).join(', ')
}

const count = (number: number, thing: string): string => `${number.toLocaleString('en')} ${thing}${number === 1 ? '' : 's'}`

const variableWords = (variables: RunReport['variables']): string =>
  Object.entries(variables)
    .map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
    .join(', ')

/** A schedule of some eighty steps can be read and pasted; a longer one is in the JSON. */
const shortened = (schedule: string): string => (schedule.length <= 160 ? schedule : `${schedule.slice(0, 160)}… (whole with --json)`)
