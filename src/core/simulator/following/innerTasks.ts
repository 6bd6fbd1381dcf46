import type { Program } from '../../program/program'
import { eventCode } from '../../trace/event'
import { threadId } from '../../trace/ids'
import type { Trace } from '../../trace/trace'

/*
 * Before Python 3.12 `wait_for` does its work in a task of its own, which nobody else knows; in the model, as from 3.12 on, the task that waits does it itself.
 *
 *     before 3.12   Task-1: … suspended, for wait_for ────────────── resumed …
 *                   Task-2:        started, resumed … work … ended
 *     the model     Task-1: ………………………………………… work …………………………………
 */

/** What of a recorded run is told by tasks that `wait_for` has made, and by those that wait for them meanwhile. */
export interface InnerTasks {
  /** The task that waits, by the task that was made for it. */
  readonly outer: ReadonlyMap<number, number>
  /** Rows that have no counterpart where the task that waits does the work itself. */
  readonly rows: ReadonlySet<number>
  /** Rows in which a task goes on as the time of its `wait_for` is over, of which there nobody tells it. */
  readonly late: ReadonlySet<number>
}

/** An inner task that has had no turn yet: the row in which its maker gave way, and whether another task has had a turn since. */
interface Fresh {
  readonly row: number
  others: boolean
}

const { taskStarted, threadEnded, resumed, suspended, cancelAsked } = eventCode
/** What a task tells before it gives way to wait for something, and which is told of no turn that came to something. */
const isPrelude: ReadonlySet<number> = new Set([eventCode.declared, eventCode.reached, eventCode.requested, eventCode.waitBegan])

/** Finds the tasks that `wait_for` has made: whoever made them is suspended for it next, and the program itself makes none there. */
export function innerTasks({ code }: Program, { events, threads }: Trace): InnerTasks {
  const own = new Set(code.flatMap((instruction) => (instruction.do === 'start' && instruction.isTask === true ? [instruction.span.line] : [])))
  const outer = new Map<number, number>()
  const rows = new Set<number>()
  /** The task that each task has made last, and the inner tasks that live, by who waits. */
  const made = new Map<number, { readonly task: number; readonly row: number }>()
  const open = new Map<number, number>()
  const fresh = new Map<number, Fresh>()
  /** Who has still to hear of the end of its inner task. */
  const hearing = new Set<number>()
  const late = new Set<number>()
  /** The line of the `wait_for` that each task is in, and whom somebody has asked to stop since. */
  const waiting = new Map<number, number>()
  const asked = new Set<number>()
  const isWaitFor = (row: number): boolean => events.type[row] === suspended && events.texts.get(row)?.startsWith('wait_for(') === true

  /** A first turn may have come to nothing: then the work waits, as it does where it was begun at once. */
  function begin(task: number, row: number, { row: left, others }: Fresh): void {
    fresh.delete(task)
    const next = others ? nextOf(task, row) : -1
    if (others && events.type[next] === suspended) rows.add(row).add(next)
    else if (!others) rows.add(left).add(row)
  }

  /** Whether who goes on does so only to cancel what it waited for, and to wait for the end of that. */
  function isLate(task: number, row: number): boolean {
    const line = waiting.get(task)
    waiting.delete(task)
    if (asked.delete(task) || line === undefined) return false
    const next = nextOf(task, row)
    const again = events.type[next] === cancelAsked ? nextOf(task, next) : next
    if (!isWaitFor(again) || events.line[again] !== line) return false
    if (!open.has(task)) rows.add(again)
    return true
  }

  function nextOf(task: number, row: number): number {
    for (let at = row + 1; at < events.length; at++) {
      const type = events.type[at] ?? 0
      const who = type === taskStarted ? events.object[at] : events.thread[at]
      if (who === task && !isPrelude.has(type)) return at
    }
    return events.length
  }

  for (let row = 0; row < events.length; row++) {
    const [type, thread] = [events.type[row] ?? 0, events.thread[row] ?? -1]
    if (type === cancelAsked) asked.add(events.object[row] ?? -1)
    const maker = events.object[row] ?? -1
    if (type === taskStarted && own.has(events.line[row] ?? 0)) made.delete(maker)
    else if (type === taskStarted) made.set(maker, { task: thread, row })
    if ((threads.get(threadId(thread))?.loop ?? null) === null || type === taskStarted) continue
    const child = made.get(thread)
    made.delete(thread)
    const isTurn = type === resumed || type === suspended
    if (type === suspended && child !== undefined && isWaitFor(row)) {
      outer.set(child.task, thread)
      open.set(thread, child.task)
      fresh.set(child.task, { row, others: false })
      rows.add(child.row)
    } else if (isTurn && open.has(thread)) rows.add(row)
    if (isWaitFor(row)) waiting.set(thread, events.line[row] ?? 0)
    if (type === resumed && isLate(thread, row)) late.add(row)
    if (type === resumed && hearing.delete(thread)) rows.add(row)
    if (type === resumed) {
      const mine = fresh.get(thread)
      if (mine !== undefined) begin(thread, row, mine)
      for (const other of fresh.values()) other.others = true
    }
    const waiter = outer.get(thread)
    if (type !== threadEnded || waiter === undefined) continue
    rows.add(row)
    open.delete(waiter)
    hearing.add(waiter)
  }
  return { outer, rows, late }
}
