import type { Report, Turn } from '../../explorer/report'
import type { Trace } from '../../trace/trace'

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

/** How far a recorded run is known: whether the model went along with all of it, and whether it came to its end. */
export interface Known {
  readonly isWhole: boolean
  readonly isOver: boolean
}

/** Whether a recorded run came to its end by itself; a deadlock is one. */
export const isOver = ({ status }: Pick<Trace, 'status'>): boolean => status === 'finished' || status === 'failed' || status === 'deadlock'

/** What is said of a run from which no order parts: that all come to the same, or that it was followed, or went on, only until nothing was decided yet, or not to its end. */
export function noTurnWords({ stillOpen }: Pick<Report, 'stillOpen'>, known: Known): string {
  if (!known.isWhole || (stillOpen ?? 0) > 1) return 'so far nothing is decided: all that can come out still can'
  if (known.isOver) return 'no other order comes to anything else'
  return stillOpen === 1
    ? 'the run was cut short; whatever the order, it can only end in one way'
    : 'the run was cut short, and no order is known to come to an end'
}
