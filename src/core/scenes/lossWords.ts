import type { Loss } from '../analysis/losses'
import type { Clock } from '../trace/header'
import { momentWords } from './clockWords'

/** So many stretches are named one by one. */
const most = 3

/** What is missing and between which moments: `12,480 dropped between 1.2 s and 1.34 s`; empty when nothing is. */
export function lossWords(clock: Clock, losses: readonly Loss[]): string {
  const words = losses
    .slice(0, most)
    .map(({ count, from, to }) => `${count.toLocaleString('en')} dropped between ${momentWords(clock, from)} and ${momentWords(clock, to)}`)
  const rest = losses.slice(most)
  if (rest.length > 0) words.push(`${rest.reduce((sum, { count }) => sum + count, 0).toLocaleString('en')} more in ${rest.length} stretches later`)
  return words.join(', ')
}
