import { type EventColumns, growingColumns } from '../../core/trace/columns'
import { eventCode } from '../../core/trace/event'
import { reorder } from '../python/reorder'

/** Events of a command on their way out. */
export interface CommandTeller {
  /** An event by its cells, at a time of the system's monotonic clock in nanoseconds, or the moment that was last taken, whichever is later. */
  add(type: number, time: number, thread: number, object: number, value?: number, text?: string | null): void
  /** The events up to a time, in order, null when there are none; the taker owns them. */
  take(until: number): EventColumns | null
  /** Events told so far, and those left out because there were too many. */
  readonly told: number
  readonly left: number
}

/** Told however many events there are: without them nobody could say which lanes there are and how the run ended. */
const always = new Set<number>([
  eventCode.threadStarted,
  eventCode.threadEnded,
  eventCode.processStarted,
  eventCode.processExited,
  eventCode.ended,
  eventCode.dropped
])
/** Bytes of an event at rest, without its text (docs/trace-format.md). */
const eventBytes = 33

/** Starts telling, from moment 0 at `origin`. After `maxEvents` events or about `maxBytes` bytes the rest is counted and left out. */
export function commandTeller(origin: number, maxEvents: number, maxBytes = Number.POSITIVE_INFINITY): CommandTeller {
  const pending = reorder()
  let last = 0
  let told = 0
  let left = 0
  let bytes = 0
  return {
    add(type, time, thread, object, value = Number.NaN, text = null) {
      bytes += eventBytes + (text?.length ?? 0)
      if ((told >= maxEvents || bytes > maxBytes) && !always.has(type)) {
        left++
        return
      }
      told++
      pending.rows.push(type, Math.max(0, Math.round(time - origin)), thread, object, 0, value, text)
    },
    take(until) {
      const out = growingColumns()
      pending.take(until - origin, ({ type, at, thread, object, value, texts }, row) => {
        last = Math.max(last, at[row] ?? 0)
        out.push(type[row] ?? 0, last, thread[row] ?? -1, object[row] ?? -1, 0, value[row] ?? Number.NaN, texts.get(row) ?? null)
      })
      return out.length === 0 ? null : out.copy()
    },
    get told() {
      return told
    },
    get left() {
      return left
    }
  }
}
