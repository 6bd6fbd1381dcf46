import { eventAt } from '../../trace/decode'
import { eventCode } from '../../trace/event'
import { type Trace, threadName } from '../../trace/trace'
import { momentWords } from '../clockWords'
import { eventWords } from '../eventWords'

/** Where the model cannot go on as a recorded run did, as a sentence: the line, what the run did there and what the model does instead. */
export function departureWords(trace: Trace, { row, what }: { readonly row: number; readonly what: string }): string {
  const event = eventAt(trace.events, row)
  const raised = event.type === 'threadEnded' ? failureBefore(trace, row) : null
  const line = raised?.line ?? event.line
  const did = `${raised === null ? '' : `${raised.words} and `}${eventWords(trace, event)}`
  return `${momentWords(trace.header.clock, event.at)}${line > 0 ? `, at line ${line}` : ''}, ${threadName(trace, event.thread)} ${did}; ${what}`
}

/** What a thread fails with right before it ends. */
function failureBefore(trace: Trace, row: number): { readonly line: number; readonly words: string } | null {
  const { type, thread } = trace.events
  for (let at = row - 1; at >= 0; at--) {
    if (thread[at] !== thread[row]) continue
    if (type[at] !== eventCode.raised) return null
    const event = eventAt(trace.events, at)
    return { line: event.line, words: `${eventWords(trace, event)}${event.type === 'raised' && event.message !== '' ? ` (${event.message})` : ''}` }
  }
  return null
}
