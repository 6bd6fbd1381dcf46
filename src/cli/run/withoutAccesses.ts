import { traceBuilder } from '../../core/trace/builder'
import { eventAt } from '../../core/trace/decode'
import { eventCode } from '../../core/trace/event'
import type { Trace } from '../../core/trace/trace'

/** The trace with synchronisation only: no read, and of each variable's writes just the last, so that final values stay known. */
export function withoutAccesses({ header, events }: Trace): Trace {
  const last = new Map<number, number>()
  for (let row = 0; row < events.length; row++) if (events.type[row] === eventCode.written) last.set(events.object[row] ?? -1, row)
  const builder = traceBuilder({ ...header, detail: 'sync' })
  for (let row = 0; row < events.length; row++) {
    const type = events.type[row]
    if (type === eventCode.read || (type === eventCode.written && last.get(events.object[row] ?? -1) !== row)) continue
    builder.add(eventAt(events, row))
  }
  return builder.trace()
}
