import { eventCode } from '../../trace/event'
import { threadId } from '../../trace/ids'
import type { Trace } from '../../trace/trace'

/*
 * Before Python 3.12 `wait_for` does its work in a task of its own, which nobody else knows; in the model, as from 3.12 on, the task that waits does it itself.
 *
 *     before 3.12   Task-1: … suspended, for wait_for ────────────── resumed …
 *                   Task-2:        started, resumed … work … ended
 *     the model     main:   ………………………………………… work …………………………………
 */

/** What of a recorded run is told by tasks that `wait_for` has made, and by those that wait for them meanwhile. */
export interface InnerTasks {
  /** The task that waits, by the task that was made for it. */
  readonly outer: ReadonlyMap<number, number>
  /** Rows that have no counterpart where the task that waits does the work itself. */
  readonly rows: ReadonlySet<number>
}

/** Finds the tasks that `wait_for` has made: whoever made them is suspended for it next. */
export function innerTasks({ events, threads }: Trace): InnerTasks {
  const outer = new Map<number, number>()
  const rows = new Set<number>()
  /** The task that each task has made last, and the inner tasks that live, by who waits. */
  const made = new Map<number, { readonly task: number; readonly row: number }>()
  const open = new Map<number, number>()
  const begun = new Set<number>()
  /** Who has still to hear of the end of its inner task. */
  const hearing = new Set<number>()
  for (let row = 0; row < events.length; row++) {
    const [type, thread] = [events.type[row] ?? 0, events.thread[row] ?? -1]
    if (type === eventCode.taskStarted) made.set(events.object[row] ?? -1, { task: thread, row })
    if ((threads.get(threadId(thread))?.loop ?? null) === null || type === eventCode.taskStarted) continue
    const child = made.get(thread)
    made.delete(thread)
    if (type === eventCode.suspended && child !== undefined && events.texts.get(row)?.startsWith('wait_for(') === true) {
      outer.set(child.task, thread)
      open.set(thread, child.task)
      rows.add(child.row)
    }
    const isTurn = type === eventCode.resumed || type === eventCode.suspended
    if (isTurn && open.has(thread)) rows.add(row)
    if (type === eventCode.resumed && hearing.delete(thread)) rows.add(row)
    if (type === eventCode.resumed && outer.has(thread) && !begun.has(thread)) {
      begun.add(thread)
      rows.add(row)
    }
    const waiter = outer.get(thread)
    if (type !== eventCode.threadEnded || waiter === undefined) continue
    rows.add(row)
    open.delete(waiter)
    hearing.add(waiter)
  }
  return { outer, rows }
}
