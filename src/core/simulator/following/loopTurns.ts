import { type Event, eventCode, type EventType } from '../../trace/event'
import { threadId } from '../../trace/ids'
import type { Trace } from '../../trace/trace'
import { loopName } from '../../program/tasks/lowerLoopToken'

/*
 * How a real event loop tells of its tasks, and how the model does. Under Python all tasks run on the thread of their loop and tell `resumed` and `suspended`; in the
 * model each is a thread of its own, and whoever goes on takes a lock, the loop. Main starts the first of them and waits for it.
 *
 *     Python   MainThread ─ Task-1: resumed … suspended             ─ Task-2: resumed … suspended
 *     model    main       ─ Task-1: acquired loop … released loop   ─ Task-2: acquired loop … released loop
 */

/** Whether a recorded run has tasks of a real event loop. */
export const hasRealLoop = ({ header, threads }: Trace): boolean => header.engine === 'python' && [...threads.values()].some(({ loop }) => loop !== null)

/** Whether a recorded thread is a task. */
export const isTask = ({ threads }: Trace, thread: number): boolean => (threads.get(threadId(thread))?.loop ?? null) !== null

/** Whether an event of a real loop is one to follow: a task goes on or gives way, or the loop asks one to stop, as its time is over or main has ended. */
export function isLoopEvent(trace: Trace, code: number, thread: number): boolean {
  if (code === eventCode.cancelAsked) return !isTask(trace, thread)
  return (code === eventCode.resumed || code === eventCode.suspended) && isTask(trace, thread)
}

/** Whether the model tells by this event that somebody takes the loop or gives it back; `name` is that of its object. */
export const isTurn = (event: Event, name: string | undefined): boolean => (event.type === 'acquired' || event.type === 'released') && name === loopName

/** Whether the model tells what a real loop does without telling: how its end is come to, and that a block with a timeout is over. */
export const isOfLoop = (name: string | undefined): boolean => name === 'no task left' || name?.startsWith('end of line ') === true

/** Whether a thread of the model is the clock of a block with a timeout. */
export const isTimer = (name: string): boolean => name.startsWith('timeout of line ')

/**
 * Whether a task tells something that follows from the turns it has: why it goes on, which the real loop tells also of what nobody waited for, and that a queue of
 * its loop was full or empty.
 */
export const isAside = (type: EventType, kind: string | undefined): boolean =>
  type === 'woken' || type === 'timedOut' || (type === 'tryFailed' && kind === 'queue')

/** Whether the loop asks one more task to stop, right behind another: by one and the same reason. */
export const isOneMore = ({ events: { type, thread } }: Trace, row: number): boolean =>
  type[row - 1] === eventCode.cancelAsked && thread[row - 1] === thread[row]
