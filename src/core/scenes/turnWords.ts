import type { Turn } from '../explorer/report'

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
