import type { Extent, Limit, Progress, Report } from '../../explorer/report'
import { counted } from '../counted'
import { shortCount } from './shortCount'

const reasons: Readonly<Record<Limit, string>> = {
  states: 'more states than this search goes through',
  memory: 'its memory is full',
  time: 'its time is up',
  cancelled: 'it was stopped',
  going: 'the search goes on',
  size: 'the program grows too large'
}

/** How far a search went, in one clause: `complete: all 57 states`, or `not complete: …`. */
export function extentWords({ extent, states, unanswered }: Pick<Report, 'extent' | 'states' | 'unanswered'>): string {
  if (!extent.complete)
    return `not complete: ${reasons[extent.because]}; ${counted(states, 'state')} seen${boundWords(extent)}${unanswered.length === 0 ? '' : `; not known: ${unanswered.join(', ')}`}`
  if (extent.reduced) return `complete: every order that matters, ${counted(states, 'state')}`
  return states === 1 ? 'complete: the only state' : `complete: all ${counted(states, 'state')}`
}

/** Of a search whose report is not shown, as the one before tells more. */
export const lessWords = ({ extent, states }: Pick<Report, 'extent' | 'states'>): string =>
  `The search after it saw ${counted(states, 'state')}${extent.complete ? '' : ` (${reasons[extent.because]})`} and had no more to tell.`

function boundWords({ preemptions, sampled }: Extract<Extent, { complete: false }>): string {
  const most = preemptions === 0 ? 'without a preemption' : `with up to ${counted(preemptions ?? 0, 'preemption')}`
  const bounded = preemptions === null ? '' : `, every order ${most}`
  return sampled > 0 ? `${bounded}, ${counted(sampled, 'random run')}` : bounded
}

/**
 * How many ways there are, in sentences: all schedules, those that differ in more than the order of independent steps, and states that no way leads out of. Empty
 * where nothing was counted.
 */
export function countWords({ schedules, executions, doomedStates, cyclic }: Report): string {
  const ways = schedules === null ? '' : `${shortCount(schedules)} ${schedules === '1' ? 'schedule' : 'schedules'}`
  const different = ways === '' || executions === null ? '' : differenceWords(schedules, executions)
  const doomed = doomedStates ? `From ${counted(doomedStates, 'state')} no end can be reached.` : ''
  return [ways === '' ? '' : `${ways}${different}.`, cyclic ? 'Some run can go on for ever.' : '', doomed].filter((part) => part !== '').join(' ')
}

function differenceWords(schedules: string | null, executions: string): string {
  if (schedules === '1') return ''
  if (executions === '1') return ', all the same but for the order of independent steps'
  return `, ${schedules === executions ? 'all' : shortCount(executions)} of which differ in more than the order of independent steps`
}

/** More places than these nobody reads. */
const mostPlaces = 12

/** Lines that no order executes, in a sentence; neighbours are told together. */
export function unreachableWords(lines: readonly number[]): string {
  const runs: { from: number; to: number }[] = []
  for (const line of lines) {
    const last = runs.at(-1)
    if (last?.to === line - 1) last.to = line
    else runs.push({ from: line, to: line })
  }
  const places = runs.slice(0, mostPlaces).map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`))
  const more = runs.slice(mostPlaces).reduce((sum, { from, to }) => sum + to - from + 1, 0)
  return `No order ever reaches line ${places.join(', ')}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}.`
}

/** How a search that runs stands, as short facts: what it does, states, states a second, what is still open, memory. */
export function progressFacts({ doing, states, frontier, bytes, elapsedMs }: Progress): readonly string[] {
  const rate = elapsedMs > 0 ? Math.round((states / elapsedMs) * 1000) : 0
  const mebibytes = Math.max(1, Math.round(bytes / 2 ** 20))
  return [
    doing,
    counted(states, 'state'),
    `${rate.toLocaleString('en')} a second`,
    `${frontier.toLocaleString('en')} open`,
    `${mebibytes.toLocaleString('en')} MiB`
  ]
}
