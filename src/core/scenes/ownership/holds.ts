import type { Ownership } from '../../analysis/ownership'
import { type ObjectId, type ThreadId, threadId } from '../../trace/ids'
import { type SpanLane, spanLane } from '../timeline/spanLane'

/** What a thread holds over time: of several objects at once the one taken last, which is the one it will give back first as a rule. */
export interface HoldColumns {
  readonly lane: SpanLane
  /** The object held. */
  readonly object: Int32Array
}

/** The holds of every thread. `lookOf` numbers objects for their dashes; bands that are open at the trace's end go on to `holdEnd` of their thread. */
export function holdsByThread(
  ownership: ReadonlyMap<ObjectId, Ownership>,
  lookOf: ReadonlyMap<ObjectId, number>,
  holdEnd: (thread: ThreadId) => number
): ReadonlyMap<ThreadId, HoldColumns> {
  const bands = new Map<ThreadId, Band[]>()
  for (const [object, { holds }] of ownership) {
    for (let index = 0; index < holds.length; index++) {
      const thread = threadId(holds.thread[index] ?? -1)
      const band = { from: holds.from[index] ?? 0, to: holds.open[index] === 1 ? holdEnd(thread) : (holds.to[index] ?? 0), object }
      const known = bands.get(thread)
      if (known === undefined) bands.set(thread, [band])
      else known.push(band)
    }
  }
  return new Map([...bands].map(([thread, list]) => [thread, columnsOf(topmost(list), lookOf)]))
}

interface Band {
  readonly from: number
  readonly to: number
  readonly object: ObjectId
}

/** Cuts overlapping bands into a row in which the one that began last is on top. */
function topmost(bands: Band[]): Band[] {
  const row: Band[] = []
  // almost always one or two: a thread seldom holds more at once
  const held: Band[] = []
  let now = 0
  const advance = (until: number): void => {
    while (now < until) {
      while (held.length > 0 && (held.at(-1)?.to ?? 0) <= now) held.pop()
      const top = held.at(-1)
      if (top === undefined) break
      const to = Math.min(top.to, until)
      row.push(now === top.from && to === top.to ? top : { from: now, to, object: top.object })
      now = to
    }
    now = until
  }
  bands.sort((one, other) => one.from - other.from)
  for (const band of bands) {
    advance(band.from)
    held.push(band)
  }
  advance(Number.POSITIVE_INFINITY)
  return row
}

function columnsOf(row: readonly Band[], lookOf: ReadonlyMap<ObjectId, number>): HoldColumns {
  const [from, to, bits, object] = [new Float64Array(row.length), new Float64Array(row.length), new Uint16Array(row.length), new Int32Array(row.length)]
  row.forEach((band, index) => {
    from[index] = band.from
    to[index] = band.to
    object[index] = band.object
    bits[index] = 1 << ((lookOf.get(band.object) ?? 0) % 16)
  })
  return { lane: spanLane(from, to, bits), object }
}
