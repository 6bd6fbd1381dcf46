import { type EventColumns, growingColumns } from '../core/trace/columns'
import { eventCode } from '../core/trace/event'
import type { Header } from '../core/trace/header'
import type { Listener } from './recorder'

/** A listener that a person's marks are told to as well, each in its place in time. */
export interface MarkingListener extends Listener {
  /** Marks this moment with a text, to within a millisecond. */
  mark(text: string): void
  /** How many marks were told. */
  readonly marked: number
}

/**
 * Puts marks between a run's events. A mark waits for the next events, which may be older than it; while a run is parked none come, so it is told at once. `now`
 * gives the wall clock in milliseconds.
 */
export function markingListener(listener: Listener, now: () => number): MarkingListener {
  let origin = 0
  let last = 0
  let parked = false
  let marked = 0
  let waiting: { readonly at: number; readonly text: string }[] = []

  function tell(batch: EventColumns): void {
    last = batch.at[batch.length - 1] ?? last
    listener.batch(batch)
  }

  function flush(): void {
    if (waiting.length === 0) return
    const columns = growingColumns(waiting.length)
    for (const { at, text } of waiting) columns.push(eventCode.marked, Math.max(at, last), -1, -1, 0, Number.NaN, text)
    marked += waiting.length
    waiting = []
    tell(columns.copy())
  }

  function woven(batch: EventColumns): EventColumns {
    const columns = growingColumns(batch.length + waiting.length)
    for (let row = 0; row < batch.length; row++) {
      const at = batch.at[row] ?? 0
      const isEnd = batch.type[row] === eventCode.ended
      const isDue = (): boolean => waiting[0] !== undefined && (isEnd || waiting[0].at <= at)
      while (isDue()) {
        const { at: wished, text } = waiting.shift() ?? { at, text: '' }
        columns.push(eventCode.marked, Math.min(at, Math.max(wished, last)), -1, -1, 0, Number.NaN, text)
        marked++
      }
      const { type, thread, object, line, value, texts } = batch
      columns.push(type[row] ?? 0, at, thread[row] ?? -1, object[row] ?? -1, line[row] ?? 0, value[row] ?? Number.NaN, texts.get(row) ?? null)
      last = at
    }
    return columns.copy()
  }

  return {
    header(header: Header) {
      origin = header.clock.unit === 'nanoseconds' ? Date.parse(header.clock.origin) : now()
      listener.header(header)
    },
    batch: (batch) => tell(waiting.length === 0 ? batch : woven(batch)),
    stage(stage) {
      parked = stage === 'parked'
      if (parked) flush()
      listener.stage(stage)
    },
    mark(text) {
      waiting.push({ at: Math.max(0, (now() - origin) * 1e6), text })
      if (parked) flush()
    },
    get marked() {
      return marked
    }
  }
}
