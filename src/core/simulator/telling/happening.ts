import type { Moment, ThreadId } from '../../trace/ids'

/** What every event tells: when, who, and the line. */
export interface Happening {
  readonly at: Moment
  readonly thread: ThreadId
  readonly line: number
}
