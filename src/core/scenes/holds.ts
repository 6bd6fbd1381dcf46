import type { Ownership } from '../analysis/ownership'
import { type ObjectId, type ThreadId, threadId } from '../trace/ids'
import { type SpanLane, spanLane } from './spanLane'

/** What a thread holds over time: of several objects at once the one taken last, which is the one it will give back first as a rule. */
export interface HoldColumns {
  readonly lane: SpanLane
  /** The object held. */
  readonly object: Int32Array
}

/** The holds of every thread. `lookOf` numbers objects for their dashes; bands that are open at `end` go on to `horizon`. */
export function holdsByThread(
  ownership: ReadonlyMap<ObjectId, Ownership>,
  lookOf: ReadonlyMap<ObjectId, number>,
  horizon: number
): ReadonlyMap<ThreadId, HoldColumns> {
  const bands = new Map<number, Band[]>()
  for (const [object, { holds }] of ownership) {
    for (let index = 0; index < holds.length; index++) {
      const thread = holds.thread[index] ?? -1
      const band = { from: holds.from[index] ?? 0, to: holds.open[index] === 1 ? horizon : (holds.to[index] ?? 0), object }
      const known = bands.get(thread)
      if (known === undefined) bands.set(thread, [band])
      else known.push(band)
    }
  }
  return new Map([...bands].map(([thread, list]) => [threadId(thread), columnsOf(topmost(list), lookOf)]))
}

interface Band {
  readonly from: number
  readonly to: number
  readonly object: ObjectId
}

/** Cuts overlapping bands into a row in which the one that began last is on top. */
function topmost(bands: readonly Band[]): Band[] {
  const row: Band[] = []
  let held: Band[] = []
  let now = 0
  const advance = (until: number): void => {
    while (now < until) {
      held = held.filter((band) => band.to > now)
      const top = held.at(-1)
      if (top === undefined) break
      const to = Math.min(top.to, until)
      row.push({ from: now, to, object: top.object })
      now = to
    }
    now = until
  }
  for (const band of bands.toSorted((one, other) => one.from - other.from)) {
    advance(band.from)
    held.push(band)
  }
  advance(Number.POSITIVE_INFINITY)
  return row
}

const columnsOf = (row: readonly Band[], lookOf: ReadonlyMap<ObjectId, number>): HoldColumns => ({
  lane: spanLane(
    Float64Array.from(row, ({ from }) => from),
    Float64Array.from(row, ({ to }) => to),
    Uint16Array.from(row, ({ object }) => 1 << ((lookOf.get(object) ?? 0) % 16))
  ),
  object: Int32Array.from(row, ({ object }) => object)
})
