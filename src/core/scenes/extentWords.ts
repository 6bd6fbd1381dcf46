import type { Extent, Limit, Progress, Report } from '../explorer/report'
import { counted } from './counted'

const reasons: Readonly<Record<Limit, string>> = {
  states: 'more states than this search goes through',
  memory: 'its memory is full',
  time: 'its time is up',
  cancelled: 'it was stopped',
  size: 'the program grows too large'
}

/** How far a search went, in one clause: `complete: all 57 states`, or `not complete: …`. */
export function extentWords({ extent, states }: Pick<Report, 'extent' | 'states'>): string {
  if (!extent.complete) return `not complete: ${reasons[extent.because]}; ${counted(states, 'state')} seen${boundWords(extent)}`
  return extent.reduced ? `complete: every order that matters, ${counted(states, 'state')}` : `complete: all ${counted(states, 'state')}`
}

function boundWords({ preemptions, sampled }: Extract<Extent, { complete: false }>): string {
  const bounded = preemptions === null ? '' : `, every order with up to ${counted(preemptions, 'preemption')}`
  return sampled > 0 ? `${bounded}, ${counted(sampled, 'random run')}` : bounded
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
