/**
 * Spans of one row as columns, sorted and not overlapping, with a pyramid of what is in them (states, owners) as bits:
 *
 *   spans     0 1 2 3 4 5 6 7 8 9 …
 *   level 0   the bits of a span
 *   level 1   the union of 8 spans
 *   level 2   the union of 64 spans …
 *
 * so that what is among 60,000 spans under one pixel is found in about a hundred looks.
 */
export interface SpanLane {
  readonly length: number
  readonly from: Float64Array
  readonly to: Float64Array
  /** Bits per span, per 8 spans, per 64, … */
  readonly levels: readonly Uint16Array[]
}

const fan = 8

/** Packs sorted, non-overlapping spans into a lane; `bits` says of each span what is to be known of a pixel that it shares with others. */
export const spanLane = (from: Float64Array, to: Float64Array, bits: Uint16Array): SpanLane => ({ length: from.length, from, to, levels: pyramid(bits) })

function pyramid(base: Uint16Array): Uint16Array[] {
  const levels = [base]
  for (let below = base; below.length > 1; ) {
    const level = new Uint16Array(Math.ceil(below.length / fan))
    for (let index = 0; index < below.length; index++) level[index >> 3] = (level[index >> 3] ?? 0) | (below[index] ?? 0)
    levels.push(level)
    below = level
  }
  return levels
}

/** The union of the bits of spans `first` to `last` - 1; about 14 looks a level at most. */
export function bitsWithin(lane: SpanLane, first: number, last: number): number {
  let bits = 0
  let low = first
  let high = last
  for (let height = 0; low < high && height < lane.levels.length; height++) {
    const level = lane.levels[height]
    if (level === undefined) break
    while (low < high && (low & (fan - 1)) !== 0) bits |= level[low++] ?? 0
    while (low < high && (high & (fan - 1)) !== 0) bits |= level[--high] ?? 0
    // shifts, not divisions: indices stay small integers, and this runs a hundred thousand times a frame
    low >>= 3
    high >>= 3
  }
  return bits
}

/** The highest bit that is set: 0 for 1, 3 for 8 to 15; -1 for 0. */
export const highestBit = (bits: number): number => 31 - Math.clz32(bits)

/** The first index at or after `start` whose value is at least `value` (`values` sorted): doubling steps, then halving, so near answers are cheap; `hint` is the first step. */
export function gallop(values: Float64Array, value: number, start: number, hint = 1): number {
  let low = start
  let step = hint
  let high = start
  while (high < values.length && (values[high] ?? 0) < value) {
    low = high + 1
    high += step
    step *= 2
  }
  if (high > values.length) high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** The span that covers a moment, or -1. Spans include their start and not their end. */
export function spanIndexAt(lane: SpanLane, at: number): number {
  const next = gallop(lane.from, at, 0)
  const index = lane.from[next] === at ? next : next - 1
  return index >= 0 && at < (lane.to[index] ?? 0) ? index : -1
}
