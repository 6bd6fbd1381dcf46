import { eventCode } from '../../core/trace/event'
import { rowKind } from './layout'
import type { LiveThreads } from './liveThreads'

/** Makes events of the rows about tasks and loops. */
export interface TaskTeller {
  /** A row, by its cells; false when it is about something else. */
  tell(kind: number, thread: number, number: number, line: number, value: number, text: string | null): boolean
  /** To whom belongs what a thread tells: the task that it is at, or itself. */
  laneOf(thread: number): number
}

/** Tells an event by its cells. */
type Push = (type: number, thread: number, object: number, line: number, value: number, text: string | null) => void

/** What the record of an idle loop says when nobody but another thread could wake it. */
const forEver = 0
const none = Number.NaN

/** Starts with no tasks. */
export function tellTasks(push: Push, live: Pick<LiveThreads, 'idle' | 'busy'>): TaskTeller {
  /** Thread → the tasks that it is at, innermost last: one may start another at once (an eager task). */
  const running = new Map<number, number[]>()
  const words: string[] = []

  const laneOf = (thread: number): number => running.get(thread)?.at(-1) ?? thread

  function enter(thread: number, task: number): void {
    const stack = running.get(thread)
    if (stack === undefined) running.set(thread, [task])
    else stack.push(task)
  }

  function leave(thread: number, task: number): void {
    const stack = running.get(thread)
    if (stack?.at(-1) === task) stack.pop()
  }

  function tell(kind: number, thread: number, number: number, line: number, value: number, text: string | null): boolean {
    switch (kind) {
      case rowKind.taskStarted:
        push(eventCode.taskStarted, number, laneOf(thread), line, value, text)
        break
      case rowKind.resumed:
        enter(thread, number)
        push(eventCode.resumed, number, -1, line, none, null)
        break
      case rowKind.suspended:
        push(eventCode.suspended, number, -1, line, none, text ?? words[value] ?? '')
        leave(thread, number)
        break
      case rowKind.cancelled:
        push(eventCode.cancelled, number, -1, line, none, null)
        break
      case rowKind.taskRaised:
        push(eventCode.raised, number, -1, line, none, text)
        break
      case rowKind.taskEnded:
        push(eventCode.threadEnded, number, -1, line, none, null)
        leave(thread, number)
        break
      case rowKind.cancelAsked:
        push(eventCode.cancelAsked, laneOf(thread), number, line, none, null)
        break
      case rowKind.idle:
        live.idle(thread, value === forEver)
        push(eventCode.suspended, thread, -1, line, none, value === forEver ? 'idle' : 'idle, until a timer or a message')
        break
      case rowKind.busy:
        live.busy(thread)
        push(eventCode.resumed, thread, -1, line, none, null)
        break
      case rowKind.words:
        words[number] = text ?? ''
        break
      default:
        return false
    }
    return true
  }

  return { tell, laneOf }
}
