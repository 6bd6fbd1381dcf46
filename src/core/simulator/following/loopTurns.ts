import { type Event, eventCode } from '../../trace/event'
import { threadId } from '../../trace/ids'
import type { Trace } from '../../trace/trace'
import { loopName } from '../../program/tasks/lowerLoopToken'

/*
 * How a real event loop tells of its tasks, and how the model does. Under Python all tasks run on the thread of their loop, main's coroutine too, which is a task of
 * its own there; they tell `resumed` and `suspended`. In the model main runs its coroutine itself, and whoever goes on takes a lock, the loop.
 *
 *     Python   MainThread ─ Task-1: resumed … suspended ─ Task-2: resumed … suspended
 *     model    main: acquired loop … released loop      ─ Task-2: acquired loop … released loop
 */

/** Whether a recorded run has tasks of a real event loop. */
export const hasRealLoop = ({ header, threads }: Trace): boolean => header.engine === 'python' && [...threads.values()].some(({ loop }) => loop !== null)

/** Whether a recorded thread is a task. */
export const isTask = ({ threads }: Trace, thread: number): boolean => (threads.get(threadId(thread))?.loop ?? null) !== null

/** Whether it is the task that the loop itself began with: what the program gave to `asyncio.run`. */
export function isFirstTask({ header, threads }: Trace, thread: number): boolean {
  const task = threads.get(threadId(thread))
  return header.engine === 'python' && task !== undefined && task.loop !== null && task.parent === task.loop
}

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
