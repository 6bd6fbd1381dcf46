import { bystandersOf } from '../../analysis/bystanders'
import type { Deadlock, RingNode } from '../../analysis/deadlocks'
import { objectName, type Trace, threadName } from '../../trace/trace'

/**
 * A deadlock in one line: `cycle transfer-1 → lock_b → transfer-2 → lock_a → transfer-1; behind it: main`, `possible cycle …` where somebody outside might still help;
 * without a ring, its waits in words.
 */
export function cycleWords(trace: Trace, deadlock: Deadlock): string {
  const { cycle, verdict, words } = deadlock
  const [first] = cycle
  const maybe = verdict === 'possible' ? 'possible ' : ''
  if (first === undefined) return `${maybe}deadlock: ${words}`
  const name = (node: RingNode): string => ('thread' in node ? threadName(trace, node.thread) : objectName(trace, node.object))
  return `${maybe}cycle ${[...cycle, first].map(name).join(' → ')}${behindWords(trace, deadlock)}`
}

/** Who merely waits behind a ring: `; behind it: main, reader-2`; nothing when nobody does. */
function behindWords(trace: Trace, deadlock: Pick<Deadlock, 'threads' | 'cycle'>): string {
  const behind = bystandersOf(deadlock)
  return behind.length === 0 ? '' : `; behind it: ${behind.map((thread) => threadName(trace, thread)).join(', ')}`
}
