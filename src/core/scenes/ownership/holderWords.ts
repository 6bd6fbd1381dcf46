import type { WaitEdge } from '../../analysis/waitFor'
import type { ObjectId, ThreadId } from '../../trace/ids'
import { type Trace, threadName } from '../../trace/trace'
import { unknownWords } from './levelWords'

/** Who can end a wait for an object: `held by transfer-2`, `on which worker-1 works`. `waiter` is told as itself. */
export function holderWords(trace: Trace, object: ObjectId, holders: readonly ThreadId[], waiter?: ThreadId): string {
  const names = holders.map((holder) => (holder === waiter ? 'itself' : threadName(trace, holder))).join(' and ')
  if (trace.objects.get(object)?.kind !== 'future') return `held by ${names}`
  return names === 'itself' ? 'on which it works itself' : `on which ${names} works`
}

/** Behind the words of a wait: that events were lost, and what is not known of its object since; empty where all is known. */
export function lostHolderWords({ objects }: Trace, { target, holdersLost }: WaitEdge): string {
  const info = 'object' in target && holdersLost ? objects.get(target.object) : undefined
  return info === undefined ? '' : `; events were lost: ${unknownWords(info)}`
}
