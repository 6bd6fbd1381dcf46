import { eventCode } from '../../trace/event'
import { threadId } from '../../trace/ids'
import type { Trace } from '../../trace/trace'

/** What tells of no more than that a task goes on or waits. */
const isOfWaiting: ReadonlySet<number> = new Set([eventCode.declared, eventCode.reached, eventCode.waitBegan, eventCode.woken, eventCode.timedOut])

/**
 * Rows of turns in which a task at the end of a `TaskGroup` only looks whether all have ended, and waits once more: under Python a group hears of an end one turn later
 * than in the model, where such a turn may find that all have.
 */
export function emptyTurns({ events, threads }: Trace): ReadonlySet<number> {
  const rows = new Set<number>()
  /** Where each task waits for its group, and where it goes on from there and has done nothing else. */
  const waits = new Map<number, number>()
  const turns = new Map<number, number>()
  for (let row = 0; row < events.length; row++) {
    const [type, thread] = [events.type[row] ?? 0, events.thread[row] ?? -1]
    if ((threads.get(threadId(thread))?.loop ?? null) === null || isOfWaiting.has(type)) continue
    const isForGroup = type === eventCode.suspended && events.texts.get(row)?.startsWith('TaskGroup of ') === true
    const turn = turns.get(thread)
    if (isForGroup && turn !== undefined && waits.get(thread) === events.line[row]) rows.add(turn).add(row)
    turns.delete(thread)
    if (isForGroup) waits.set(thread, events.line[row] ?? 0)
    else if (type === eventCode.resumed && waits.has(thread)) turns.set(thread, row)
    else waits.delete(thread)
  }
  return rows
}
