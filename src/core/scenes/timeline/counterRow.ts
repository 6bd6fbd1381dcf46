import type { Counter } from '../../analysis/counters'
import { type SpanLane, spanLane } from './spanLane'

/** A counter's row. */
export interface CounterRow {
  readonly counter: Counter
  /** Its bits are sixteenths of `full`. */
  readonly lane: SpanLane
  /** What fills the row: all processors of the machine, or the most there ever was. */
  readonly full: number
}

const finest = 15

/** The row of a counter; `cores`: processors of the machine, 0 unknown. */
export function counterRow(counter: Counter, cores: number): CounterRow {
  const full = Math.max(counter.unit === 'processors' || counter.unit === 'threads' ? Math.max(1, cores) : 0, counter.highest, Number.MIN_VALUE)
  const bits = Uint16Array.from(counter.value, (value) => 1 << (value <= 0 ? 0 : Math.max(1, Math.round((value / full) * finest))))
  return { counter, lane: spanLane(counter.from, counter.to, bits), full }
}
