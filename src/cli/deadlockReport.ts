import { bystandersOf } from '../core/analysis/bystanders'
import type { Deadlock } from '../core/analysis/deadlocks'
import { objectName, type Trace, threadName } from '../core/trace/trace'

/** A deadlock with names for numbers. */
export interface DeadlockReport {
  /** All that are stuck for ever, by id. */
  readonly threads: readonly string[]
  /** Of these, who merely waits behind the ring. */
  readonly behind: readonly string[]
  /** What they wait for, by id. */
  readonly objects: readonly string[]
  /** Thread, object, thread, object … from the lowest thread, not closed; [] when there is no ring. */
  readonly cycle: readonly string[]
}

/** Puts names into a deadlock. */
export const deadlockReport = (trace: Trace, { threads, objects, cycle }: Deadlock): DeadlockReport => ({
  threads: threads.map((thread) => threadName(trace, thread)),
  behind: bystandersOf({ threads, cycle }).map((thread) => threadName(trace, thread)),
  objects: objects.map((object) => objectName(trace, object)),
  cycle: cycle.map((node) => ('thread' in node ? threadName(trace, node.thread) : objectName(trace, node.object)))
})
