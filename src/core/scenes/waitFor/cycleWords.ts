import { bystandersOf } from '../../analysis/bystanders'
import type { Deadlock, RingNode } from '../../analysis/deadlocks'
import type { ObjectId } from '../../trace/ids'
import { objectName, type Trace, threadName } from '../../trace/trace'
import { threadLook } from '../look/threadLook'

/**
 * A deadlock in one line: `cycle transfer-1 → lock_b → transfer-2 → lock_a → transfer-1; behind it: main`, `possible cycle …` where somebody outside might still help;
 * without a ring, its waits in words.
 */
export function cycleWords(trace: Trace, deadlock: Deadlock): string {
  return said(deadlock, (node) => ('thread' in node ? threadName(trace, node.thread) : objectName(trace, node.object)))
}

/**
 * The same by the signs that threads and objects wear in pictures, where there is no room for names: `cycle T1 → B → T2 → A → T1; behind it: T0`; without a ring who is
 * stuck: `deadlock of T0, T1`.
 */
export function cycleSigns(letters: ReadonlyMap<ObjectId, string>, deadlock: Deadlock): string {
  const sign = (node: RingNode): string => ('thread' in node ? `T${threadLook(node.thread).number}` : (letters.get(node.object) ?? '?'))
  const { cycle, threads, verdict } = deadlock
  if (cycle.length > 0) return said(deadlock, sign)
  return `${verdict === 'possible' ? 'possible ' : ''}deadlock of ${threads.map((thread) => sign({ thread })).join(', ')}`
}

function said(deadlock: Deadlock, name: (node: RingNode) => string): string {
  const { cycle, verdict, words } = deadlock
  const [first] = cycle
  const maybe = verdict === 'possible' ? 'possible ' : ''
  if (first === undefined) return `${maybe}deadlock: ${words}`
  return `${maybe}cycle ${[...cycle, first].map(name).join(' → ')}${behindWords(deadlock, name)}`
}

/** Who merely waits behind a ring: `; behind it: main, reader-2`; nothing when nobody does. */
function behindWords(deadlock: Pick<Deadlock, 'threads' | 'cycle'>, name: (node: RingNode) => string): string {
  const behind = bystandersOf(deadlock)
  return behind.length === 0 ? '' : `; behind it: ${behind.map((thread) => name({ thread })).join(', ')}`
}
