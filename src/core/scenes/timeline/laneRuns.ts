import { bitsWithin, gallop, highestBit, type SpanLane } from './spanLane'

/** A span wide enough for a bar of its own, or neighbouring pixel columns with the same highest bit. Pixels within the view. */
export interface LaneRun {
  readonly x0: number
  readonly x1: number
  /** First span. */
  readonly first: number
  /** Spans that it stands for. */
  readonly count: number
  /** Union of the spans' bits; the highest one is the worst state. */
  readonly bits: number
  /** Whether the span is painted as a bar. */
  readonly wide: boolean
}

/** From this width on a span is painted as a bar with border and pattern. */
const barWidth = 3

/**
 * Cuts a lane into what can be seen of it between moments `from` and `to` on `width` pixels.
 *
 *   spans   |  a      |b|c|d|    e      |f|
 *   pixels  . . . . . . . . . . . . . . . .
 *   runs    [ a      ][worst][   e     ][f]
 *
 * Work is bounded by the pixels, not by the spans: where spans are narrower than a pixel it jumps to the next pixel column.
 * No span vanishes: every one that touches the view is in some run that touches its pixels, and no run lacks a bit of them.
 */
export function laneRuns(lane: SpanLane, from: number, to: number, width: number): LaneRun[] {
  const scale = width / (to - from)
  if (!Number.isFinite(scale) || scale <= 0) return []
  const columns = pixelColumns(width)
  let hint = 1
  for (let index = firstVisible(lane, from); index < lane.length && (lane.from[index] ?? 0) < to; ) {
    const x0 = ((lane.from[index] ?? 0) - from) * scale
    const x1 = ((lane.to[index] ?? 0) - from) * scale
    if (x1 - x0 >= barWidth) {
      columns.bar(Math.max(0, x0), Math.min(width, x1), index, bitsWithin(lane, index, index + 1))
      index++
    } else {
      const column = Math.min(width - 1, Math.max(0, Math.floor(x0)))
      const next = groupEnd(lane, index, from + (column + 1) / scale, scale, hint)
      const reach = Math.ceil(((lane.to[next - 1] ?? 0) - from) * scale - 1e-9)
      columns.group(column, index, next - index, bitsWithin(lane, index, next), reach, bitsWithin(lane, next - 1, next))
      // neighbouring columns hold about as many spans
      hint = Math.max(1, (next - index) >> 1)
      index = next
    }
  }
  return columns.runs()
}

function firstVisible(lane: SpanLane, from: number): number {
  const index = gallop(lane.to, from, 0)
  return lane.to[index] === from && (lane.from[index] ?? 0) < from ? index + 1 : index
}

/** The end of the spans that begin before `edge`; the last of them is left for later when it is wide enough for a bar (only the last can reach out of the column). */
function groupEnd(lane: SpanLane, first: number, edge: number, scale: number, hint: number): number {
  const end = gallop(lane.from, edge, first + 1, hint)
  const last = end - 1
  return last > first && ((lane.to[last] ?? 0) - (lane.from[last] ?? 0)) * scale >= barWidth ? last : end
}

interface PixelColumns {
  bar(x0: number, x1: number, span: number, bits: number): void
  /** Spans that begin in one column; the last reaches to the left edge of column `reach`. */
  group(column: number, first: number, count: number, within: number, reach: number, lastBits: number): void
  /** Bars first, strips after them: painted in this order no strip is hidden by a neighbouring bar that shares its pixel. */
  runs(): LaneRun[]
}

function pixelColumns(width: number): PixelColumns {
  const bars: LaneRun[] = []
  const strips: LaneRun[] = []
  let run: { x0: number; x1: number; first: number; count: number; bits: number } | null = null
  let tail = { until: 0, bits: 0, span: 0 }
  const paint = (x0: number, x1: number, first: number, count: number, bits: number): void => {
    if (run !== null && run.x1 === x0 && highestBit(run.bits) === highestBit(bits)) {
      run.x1 = x1
      run.count += count
      run.bits |= bits
      return
    }
    if (run !== null) strips.push({ ...run, wide: false })
    run = { x0, x1, first, count, bits }
  }
  const paintTail = (end: number): void => {
    const start = run?.x1 ?? 0
    if (Math.min(tail.until, end) > start) paint(start, Math.min(tail.until, end), tail.span, 0, tail.bits)
  }
  return {
    bar(x0, x1, span, bits) {
      paintTail(Math.min(width, Math.ceil(x0)))
      bars.push({ x0, x1, first: span, count: 1, bits, wide: true })
    },
    group(column, first, count, within, reach, lastBits) {
      paintTail(column)
      // a start exactly on a column's edge may round into the column before it, which is already painted
      const at = Math.min(width - 1, Math.max(column, run?.x1 ?? 0))
      paint(at, at + 1, first, count, tail.until > at ? within | tail.bits : within)
      tail = { until: Math.min(width, Math.max(reach, at + 1)), bits: lastBits, span: first + count - 1 }
    },
    runs() {
      paintTail(width)
      if (run !== null) strips.push({ ...run, wide: false })
      return [...bars, ...strips]
    }
  }
}
