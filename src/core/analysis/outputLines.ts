import { eventCode } from '../trace/event'
import { type Moment, moment, type ThreadId, threadId } from '../trace/ids'
import type { Trace } from '../trace/trace'

/** A line that the program printed. */
export interface OutputLine {
  readonly at: Moment
  readonly thread: ThreadId
  readonly line: number
  readonly stream: 'stdout' | 'stderr'
  readonly text: string
}

/** All printed lines in order; what was printed until a moment are the first `stateAt(…).printed` of them. */
export function outputLines({ events }: Trace): OutputLine[] {
  const rows = [...events.texts.keys()].filter((row) => row < events.length && events.type[row] === eventCode.printed).toSorted((a, b) => a - b)
  return rows.map((row) => ({
    at: moment(events.at[row] ?? 0),
    thread: threadId(events.thread[row] ?? -1),
    line: events.line[row] ?? 0,
    stream: events.value[row] === 2 ? 'stderr' : 'stdout',
    text: events.texts.get(row) ?? ''
  }))
}
