import { type Moment, moment, type ThreadId } from '../trace/ids'
import type { Trace } from '../trace/trace'
import { deadlocksIndex } from './deadlocks'
import type { Replay } from './replay'
import { waitForIndex } from './waitFor'

/**
 * Since when each thread that is stuck for ever at the end of the trace has been so: from the closing of its ring, or from its own later wait for it. Told with
 * hindsight, so that a ring is shown from its first moment even when what made it certain (the last outsider's end) came later.
 */
export function stuckSince(trace: Trace, replaying: Replay): ReadonlyMap<ThreadId, Moment> {
  const since = new Map<ThreadId, Moment>()
  const deadlocks = deadlocksIndex(trace, replaying)(trace.end).filter(({ verdict }) => verdict === 'deadlock')
  if (deadlocks.length === 0) return since
  const waits = new Map(waitForIndex(trace, replaying)(trace.end).map((edge) => [edge.thread, edge.since]))
  for (const { threads, since: closed } of deadlocks) {
    for (const thread of threads) {
      const from = Math.max(closed, waits.get(thread) ?? closed)
      since.set(thread, moment(Math.min(from, since.get(thread) ?? from)))
    }
  }
  return since
}
