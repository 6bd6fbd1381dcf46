import type { BandColumns, Ownership } from '../../analysis/ownership'
import { type ThreadId, threadId } from '../../trace/ids'
import { type SpanLane, spanLane } from '../timeline/spanLane'
import { threadLook } from '../look/threadLook'

/** Who held one permit of a semaphore, or a lock, over time. */
export interface PermitRow {
  /** Its bits are thread colours. */
  readonly lane: SpanLane
  /** Index of each of the lane's spans in the object's holds. */
  readonly hold: Int32Array
}

/** One row for a lock, one for each permit of a semaphore that was ever out (at least one). Holds that are open at the trace's end go on to `holdEnd` of their thread. */
export function permitRows({ holds, maxHolders }: Ownership, holdEnd: (thread: ThreadId) => number): PermitRow[] {
  return Array.from({ length: Math.max(1, maxHolders) }, (_, permit) => permitRow(holds, permit, holdEnd))
}

function permitRow(holds: BandColumns, permit: number, holdEnd: (thread: ThreadId) => number): PermitRow {
  const hold = indicesOf(holds.permit, permit)
  const [from, to, bits] = [new Float64Array(hold.length), new Float64Array(hold.length), new Uint16Array(hold.length)]
  // plain loops: `from` with a function walks an iterator, ten times slower over a million holds
  for (let span = 0; span < hold.length; span++) {
    const index = hold[span] ?? 0
    from[span] = holds.from[index] ?? 0
    const thread = threadId(holds.thread[index] ?? 0)
    to[span] = holds.open[index] === 1 ? holdEnd(thread) : (holds.to[index] ?? 0)
    bits[span] = 1 << threadLook(thread).color
  }
  return { lane: spanLane(from, to, bits), hold }
}

function indicesOf(values: Int32Array, wanted: number): Int32Array {
  const found = new Int32Array(values.length)
  let count = 0
  for (let index = 0; index < values.length; index++) if (values[index] === wanted) found[count++] = index
  return found.slice(0, count)
}
