import type { Report, Turn } from '../explorer/report'

/** What another order comes to: `deadlocks (A waits for lock_b; …)`. */
export function turnResult(what: Turn['what']): string {
  if (what.to === 'deadlock') return `deadlocks (${what.waits.map(({ thread, waitsFor }) => `${thread} waits for ${waitsFor}`).join('; ')})`
  if (what.to === 'failure') return `fails (${what.failures.map(({ line, kind }) => `line ${line}: ${kind}`).join('; ')})`
  const variables = Object.entries(what.variables).map(([name, value]) => `${name} = ${value}`)
  return `comes to ${[what.output.join(' | ') || variables.join(', '), ...what.failed].join('; ')}`
}

/** Where another order parts from the run: `after step 5 B goes on instead of A`. */
export function turnPlace({ behind, went, instead }: Turn): string {
  const who = went === '' ? `${instead} goes on` : went === instead ? `${instead} goes another way` : `${instead} goes on instead of ${went}`
  return `after step ${behind} ${who}`
}

/** What is said of a run from which no order parts: that all come to the same, or that it was followed, or went on, only until nothing was decided yet. */
export const noTurnWords = ({ stillOpen }: Pick<Report, 'stillOpen'>, isWhole: boolean): string =>
  !isWhole || (stillOpen ?? 0) > 1 ? 'so far nothing is decided: all that can come out still can' : 'no other order comes to anything else'
