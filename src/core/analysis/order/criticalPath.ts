import { type Clocks, happensBefore } from './happensBefore'
import { type OperationColumns, operationCode } from './operations'

/** A stretch of the critical path in one thread: rows of its first and last event, and the time of it that it worked or slept. */
export interface PathStretch {
  readonly thread: number
  readonly from: number
  readonly to: number
  readonly work: number
}

/** The longest chain of work in which each piece had to wait for the one before. */
export interface CriticalPath {
  /** Steps or nanoseconds: no number of cores makes the run shorter than this, in the order in which it took its locks. */
  readonly length: number
  /** How much of `length` somebody slept. */
  readonly asleep: number
  /** All work of all threads; waiting is none, and sleeping neither. */
  readonly work: number
  /** `work / length`: how many cores it could keep busy; 1 for a run without work. */
  readonly parallelism: number
  readonly stretches: readonly PathStretch[]
}

/** Lengths of the longest paths that end at each clock, and the operation that ends them. */
interface Lengths extends Clocks {
  readonly of: number[]
  readonly ends: number[]
}

/** The critical path of a run (Yang & Miller 1988): the longest path along happens-before edges, where each operation counts its work. One pass. */
export function criticalPath(operations: OperationColumns): CriticalPath {
  const { length, kind, thread, work, workLeads, threadCount } = operations
  const lengths = startLengths(threadCount)
  const order = happensBefore(operations, lengths)
  const before = new Int32Array(length).fill(-1)
  let total = 0
  for (let i = 0; i < length; ) {
    const by = thread[i] ?? 0
    let end = i + 1
    // all of a step hears before it counts, and counts before any of it tells
    if (!workLeads) while (end < length && work[end] === 0 && thread[end] === by) end++
    if (!workLeads) for (let j = i; j < end; j++) order.hear(j)
    const done = work[i] ?? 0
    before[i] = lengths.ends[by] ?? -1
    lengths.of[by] = (lengths.of[by] ?? 0) + done
    lengths.ends[by] = i
    if (kind[i] !== operationCode.pause) total += done
    if (workLeads) order.hear(i)
    for (let j = i; j < end; j++) order.tell(j)
    i = end
  }
  return pathTo(operations, lengths, before, total)
}

function startLengths(threadCount: number): Lengths {
  const of = Array.from({ length: threadCount }, () => 0)
  const ends = Array.from({ length: threadCount }, () => -1)
  function assign(into: number, from: number): void {
    of[into] = of[from] ?? 0
    ends[into] = ends[from] ?? -1
  }
  return {
    of,
    ends,
    merge(into, from) {
      if ((of[from] ?? 0) > (of[into] ?? 0)) assign(into, from)
    },
    assign,
    tick() {}
  }
}

function pathTo({ kind, thread, row, work, threadCount }: OperationColumns, { of, ends }: Lengths, before: Int32Array, total: number): CriticalPath {
  let last = 0
  for (let other = 1; other < threadCount; other++) if ((of[other] ?? 0) > (of[last] ?? 0)) last = other
  const stretches: { thread: number; from: number; to: number; work: number }[] = []
  let asleep = 0
  for (let i = ends[last] ?? -1; i >= 0; i = before[i] ?? -1) {
    if (kind[i] === operationCode.pause) asleep += work[i] ?? 0
    const top = stretches.at(-1)
    if (top !== undefined && top.thread === thread[i]) {
      top.from = row[i] ?? 0
      top.work += work[i] ?? 0
    } else if ((work[i] ?? 0) > 0) stretches.push({ thread: thread[i] ?? 0, from: row[i] ?? 0, to: row[i] ?? 0, work: work[i] ?? 0 })
  }
  const length = of[last] ?? 0
  return { length, asleep, work: total, parallelism: length > 0 ? total / length : 1, stretches: stretches.toReversed() }
}
