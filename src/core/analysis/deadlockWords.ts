import type { ThreadId } from '../trace/ids'
import { objectName, type Trace, threadName } from '../trace/trace'
import type { RunState } from './runState'
import { hasEnded } from './threadState'
import type { WaitEdge } from './waitFor'

/** Waits in words, one clause each, joined by semicolons. */
export const deadlockWords = (trace: Trace, state: RunState, edges: readonly WaitEdge[]): string =>
  edges.map((edge) => `${threadName(trace, edge.thread)} ${waitWords(trace, edge, (thread) => hasEnded(state, thread))}`).join('; ')

/** One wait in words, without who waits: `waits for lock_b, held by transfer-2`. `ended` tells which holders are gone. */
function waitWords(trace: Trace, { thread, target, holders }: WaitEdge, ended: (thread: ThreadId) => boolean): string {
  if ('thread' in target) return target.thread === thread ? 'waits for its own end' : `waits for ${threadName(trace, target.thread)} to end`
  const object = objectName(trace, target.object)
  const [holder] = holders
  if (holder === undefined) return `waits for ${object}, which nobody holds`
  if (holders.length === 1 && holder === thread) return `waits for ${object}, which it holds itself`
  return `waits for ${object}, held by ${holders.map((id) => threadName(trace, id)).join(' and ')}${holders.length === 1 && ended(holder) ? ', which has ended' : ''}`
}
