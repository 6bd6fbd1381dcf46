import type { BandColumns, Ownership } from '../analysis/ownership'
import { threadId } from '../trace/ids'
import { type SpanLane, spanLane } from './spanLane'
import { threadLook } from './threadLook'

/** Who held one permit of a semaphore, or a lock, over time. */
export interface PermitRow {
  /** Its bits are thread colours. */
  readonly lane: SpanLane
  /** Index of each of the lane's spans in the object's holds. */
  readonly hold: Int32Array
}

/** One row for a lock, one for each permit of a semaphore that was ever out (at least one). Holds that are open at the trace's end go on to `horizon`. */
export function permitRows({ holds, maxHolders }: Ownership, horizon: number): PermitRow[] {
  return Array.from({ length: Math.max(1, maxHolders) }, (_, permit) => permitRow(holds, permit, horizon))
}

function permitRow(holds: BandColumns, permit: number, horizon: number): PermitRow {
  const indices: number[] = []
  for (let index = 0; index < holds.length; index++) if (holds.permit[index] === permit) indices.push(index)
  const hold = Int32Array.from(indices)
  const lane = spanLane(
    Float64Array.from(hold, (index) => holds.from[index] ?? 0),
    Float64Array.from(hold, (index) => (holds.open[index] === 1 ? horizon : (holds.to[index] ?? 0))),
    Uint16Array.from(hold, (index) => 1 << threadLook(threadId(holds.thread[index] ?? 0)).color)
  )
  return { lane, hold }
}
