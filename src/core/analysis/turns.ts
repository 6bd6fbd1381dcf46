import { eventCode } from '../trace/event'
import { type Moment, moment, type ThreadId, threadId } from '../trace/ids'
import type { Trace } from '../trace/trace'

/** A stretch in which a task had its loop for itself: from `resumed` to `suspended` or its end. */
export interface Turn {
  readonly task: ThreadId
  readonly loop: ThreadId
  readonly from: Moment
  readonly to: Moment
  /** Where it was for the longest time without telling anything; 0 unknown. */
  readonly line: number
}

interface Open {
  readonly from: number
  /** Moment and line of its last event so far. */
  at: number
  seen: number
  /** The longest pause between two of its events, and its line. */
  pause: number
  line: number
}

/** All turns of all tasks, in the order of their ends; one that is still open at the end of the trace ends there. One pass over the events. */
export function turnsOf(trace: Trace): Turn[] {
  const { events, threads, end } = trace
  const { resumed, suspended, threadEnded } = eventCode
  const open = new Map<number, Open>()
  const turns: Turn[] = []

  function close(task: number, loop: ThreadId, turn: Open, at: number, line: number): void {
    look(turn, at, line)
    open.delete(task)
    turns.push({ task: threadId(task), loop, from: moment(turn.from), to: moment(at), line: turn.line })
  }

  for (let row = 0; row < events.length; row++) {
    const thread = events.thread[row] ?? -1
    const turn = open.get(thread)
    const type = events.type[row]
    if (turn === undefined && type !== resumed) continue
    const loop = threads.get(threadId(thread))?.loop ?? null
    if (loop === null) continue
    const [at, line] = [events.at[row] ?? 0, events.line[row] ?? 0]
    if (turn === undefined) open.set(thread, { from: at, at, seen: line, pause: -1, line })
    else if (type === suspended || type === threadEnded) close(thread, loop, turn, at, line)
    else look(turn, at, line)
  }
  for (const [task, turn] of open) close(task, threads.get(threadId(task))?.loop ?? threadId(-1), turn, end, turn.seen)
  return turns
}

/** The next event of a turn: the line of a pause is that of the event before it, or behind it where that has none. */
function look(turn: Open, at: number, line: number): void {
  const pause = at - turn.at
  if (pause > turn.pause) {
    turn.pause = pause
    turn.line = turn.seen > 0 ? turn.seen : line
  }
  turn.at = at
  if (line > 0) turn.seen = line
}
