import { eventCode } from '../../trace/event'
import type { ThreadId } from '../../trace/ids'
import type { Trace } from '../../trace/trace'

/** What a thread or task was suspended for at exactly this moment, in the words of the trace; empty when it was not, or did not say. */
export function suspendedFor({ events }: Trace, thread: ThreadId, at: number): string {
  let low = 0
  let high = events.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((events.at[middle] ?? 0) < at) low = middle + 1
    else high = middle
  }
  for (let row = low; row < events.length && events.at[row] === at; row++) {
    if (events.type[row] === eventCode.suspended && events.thread[row] === thread) return events.texts.get(row) ?? ''
  }
  return ''
}
