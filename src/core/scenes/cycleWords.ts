import type { Deadlock, RingNode } from '../analysis/deadlocks'
import { objectName, type Trace, threadName } from '../trace/trace'

/**
 * A deadlock in one line: `cycle transfer-1 → lock_b → transfer-2 → lock_a → transfer-1`, `possible cycle …` where somebody outside might still help; without a ring,
 * its waits in words.
 */
export function cycleWords(trace: Trace, { cycle, verdict, words }: Deadlock): string {
  const [first] = cycle
  const maybe = verdict === 'possible' ? 'possible ' : ''
  if (first === undefined) return `${maybe}deadlock: ${words}`
  const name = (node: RingNode): string => ('thread' in node ? threadName(trace, node.thread) : objectName(trace, node.object))
  return `${maybe}cycle ${[...cycle, first].map(name).join(' → ')}`
}
