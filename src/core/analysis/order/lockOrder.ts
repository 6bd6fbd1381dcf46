import { happensBefore } from './happensBefore'
import { type HeldLock, heldLocks } from '../heldLocks'
import { type OperationColumns, operationCode } from './operations'
import { vectorClocks } from './vectorClocks'

/** A thread wants a lock while it holds another: an edge of the lock graph, with all that tells whether it can be part of a deadlock. */
export interface LockEdge {
  readonly held: number
  readonly wanted: number
  readonly thread: number
  /** Every lock that it holds then, `held` among them, ascending. */
  readonly gates: readonly number[]
  /** The rows in which it took `held` and wanted `wanted`, the first time it did so. */
  readonly heldRow: number
  readonly wantedRow: number
  /** What starts and joins alone put before it: its thread's clock. */
  readonly after: Int32Array
}

/** Which locks are wanted while which are held. */
export interface LockOrder {
  readonly edges: readonly LockEdge[]
  /** Whether one edge comes before another in every order of the run, by starts and joins alone. */
  isBefore(one: LockEdge, other: LockEdge): boolean
}

/**
 * The lock graph of a run. What a thread does again with the same locks in its hands, with no start and no join in between, is one edge, so a loop of a million turns adds a few. Locks that
 * are tried for, or wanted with a timeout, make no edges.
 */
export function lockOrder(operations: OperationColumns): LockOrder {
  const { length, kind, thread, object, row, threadCount } = operations
  const held = heldLocks(operations)
  const clocks = vectorClocks(threadCount)
  const order = happensBefore(operations, clocks)
  const seen = new Set<string>()
  const edges: LockEdge[] = []
  for (let i = 0; i < length; i++) {
    const code = kind[i]
    if (code === operationCode.request || code === operationCode.acquire) {
      const by = thread[i] ?? 0
      const holds = held.by(by)
      if (holds.length > 0 && !isAgain(holds, code, object[i] ?? 0)) want(holds, by, object[i] ?? 0, row[i] ?? 0)
    }
    if (code === operationCode.fork || code === operationCode.join) {
      order.hear(i)
      order.tell(i)
      // what the thread does behind a join is not what it did before
      if (code === operationCode.join) clocks.tick(thread[i] ?? 0)
    }
    held.apply(i)
  }

  function want(holds: readonly HeldLock[], by: number, wanted: number, wantedRow: number): void {
    const clock = clocks.of[by] as Int32Array
    const gates = holds.map(({ lock }) => lock).toSorted((a, b) => a - b)
    const key = `${by} ${clock[by]} ${wanted} ${gates.join()}`
    if (seen.has(key)) return
    seen.add(key)
    const after = clock.slice()
    for (const hold of holds) edges.push({ held: hold.lock, wanted, thread: by, gates, heldRow: hold.row, wantedRow, after })
  }

  return {
    edges,
    isBefore: (one, other) => (one.after[one.thread] as number) <= (other.after[one.thread] as number) && one.thread !== other.thread
  }
}

/** An rlock that is taken again. A lock that its own holder asks for is no such thing: the thread is stuck for ever, by an edge from the lock to itself. */
const isAgain = (holds: readonly HeldLock[], code: number, wanted: number): boolean =>
  code === operationCode.acquire && holds.some(({ lock }) => lock === wanted)
