import { type EventColumns, growingColumns } from './columns'
import { pushEvent } from './encode'
import type { Event } from './event'
import type { Header } from './header'
import type { Moment } from './ids'
import { type Trace, traceOf } from './trace'

/** A trace in the making. */
export interface TraceBuilder {
  readonly header: Header
  /** Events so far. */
  readonly length: number
  add(event: Event): void
  append(batch: EventColumns): void
  /** The trace so far; it does not change when more is added. `until`: it is known that nothing else has happened up to then. */
  trace(until?: Moment): Trace
}

/** Starts a trace, with room for so many events at first. Events are added in order of their moments; whoever adds them keeps that order. */
export function traceBuilder(header: Header, capacity?: number): TraceBuilder {
  const columns = growingColumns(capacity)
  return {
    header,
    get length() {
      return columns.length
    },
    add(event) {
      pushEvent(columns, event)
    },
    append(batch) {
      columns.append(batch)
    },
    trace(until) {
      // views are enough: rows are only ever appended, so those already there never change; texts of later rows are skipped by row number
      const trace = traceOf(header, columns.view())
      return until !== undefined && until > trace.end ? { ...trace, end: until } : trace
    }
  }
}
