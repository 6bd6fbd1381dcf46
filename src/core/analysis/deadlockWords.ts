import type { ObjectKind } from '../trace/event'
import type { ObjectId, ThreadId } from '../trace/ids'
import { objectName, type Trace, threadName } from '../trace/trace'
import type { RunState } from './runState'
import { hasEnded } from './threadState'
import type { WaitEdge } from './waitFor'
import { turnPhrase, waitPhrase } from './waitPhrase'

/** Waits in words, one clause each, joined by semicolons. */
export const deadlockWords = (trace: Trace, state: RunState, edges: readonly WaitEdge[]): string =>
  edges.map((edge) => `${threadName(trace, edge.thread)} ${waitWords(trace, edge, (thread) => hasEnded(state, thread))}`).join('; ')

/** One wait in words, without who waits: `waits for lock_b, held by transfer-2`. `ended` tells which holders are gone. */
function waitWords(trace: Trace, { thread, target, purpose, holders, turn }: WaitEdge, ended: (thread: ThreadId) => boolean): string {
  if ('thread' in target && turn) return `waits ${turnPhrase(threadName(trace, target.thread))}`
  if ('thread' in target) return target.thread === thread ? 'waits for its own end' : `waits for ${threadName(trace, target.thread)} to end`
  const kind = trace.objects.get(target.object)?.kind
  const waits = `waits ${waitPhrase(kind, objectName(trace, target.object), purpose)}`
  const [holder] = holders
  if (kind === 'future')
    return `${waits}, on which ${holder === undefined ? 'nobody works' : holder === thread ? 'it works itself' : `${threadName(trace, holder)} works`}`
  if (holder === undefined) return isHeld(trace, target.object) ? `${waits}, which nobody holds` : waits
  if (holders.length === 1 && holder === thread) return `${waits}, which it holds itself`
  return `${waits}, held by ${holders.map((id) => threadName(trace, id)).join(' and ')}${holders.length === 1 && ended(holder) ? ', which has ended' : ''}`
}

const held: ReadonlySet<ObjectKind> = new Set<ObjectKind>(['lock', 'rlock', 'semaphore', 'boundedSemaphore', 'rwlock', 'gil'])
/** Whether an object is one that somebody could hold; what was never declared may be. */
const isHeld = (trace: Trace, object: ObjectId): boolean => held.has(trace.objects.get(object)?.kind ?? 'lock')
