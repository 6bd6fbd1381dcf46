import type { LevelColumns } from '../../analysis/levels'
import type { ObjectInfo } from '../../trace/trace'
import { type SpanLane, spanLane } from '../timeline/spanLane'

/** How much there is of what an object counts, over time. */
export interface LevelRow {
  /** Drawn on to the horizon where somebody waits for ever. */
  readonly columns: LevelColumns
  /** Its bits are sixteenths: the highest bit of an empty stretch is 0, that of a full one is 15. */
  readonly lane: SpanLane
  /** What fills the row: all places of a queue, all parties of a barrier, 1 for an event, else the highest level there ever was. */
  readonly full: number
}

const finest = 15

/** The row of an object that counts something; `end` is where its last stretch is drawn to. */
export function levelRow({ kind, capacity }: ObjectInfo, columns: LevelColumns, end: number): LevelRow {
  const full = Math.max(1, kind === 'event' ? 1 : (capacity ?? columns.highest))
  const drawn = drawnTo(columns, end)
  const bits = Uint16Array.from(drawn.level, (level) => 1 << (level <= 0 ? 0 : Math.min(finest, Math.max(1, Math.round((level / full) * finest)))))
  return { columns: drawn, lane: spanLane(drawn.from, drawn.to, bits), full }
}

/** Levels that go on beyond the end of the trace, as what is stuck for ever does. */
function drawnTo(columns: LevelColumns, end: number): LevelColumns {
  const { length, from, to, level, final } = columns
  const last = to[length - 1] ?? end
  if (end <= last) return columns
  if (level[length - 1] === final) return { ...columns, to: Float64Array.from([...to.subarray(0, length - 1), end]) }
  return {
    ...columns,
    length: length + 1,
    from: Float64Array.from([...from, last]),
    to: Float64Array.from([...to, end]),
    level: Int32Array.from([...level, final])
  }
}

/** The share of a row that a highest bit stands for, from 0 to 1. */
export const shareOf = (highest: number): number => Math.max(0, highest) / finest
