import type { RunStatus } from '../../core/trace/event'
import type { ThreadId } from '../../core/trace/ids'
import type { Trace } from '../../core/trace/trace'
import type { RunCost } from '../../recorders/recorder'

/** A run that is over, on whatever engine. */
export interface Ran {
  readonly trace: Trace
  readonly status: RunStatus
  /** The whole schedule, and its length; null where the system chose. */
  readonly schedule: string | null
  readonly steps: number | null
  /** Who is in a deadlock for ever, where the program itself was asked; null where only the trace can tell. */
  readonly stuck: readonly ThreadId[] | null
  readonly elapsedMs: number
  /** What recording took; null where nothing was recorded or nobody measured it. */
  readonly cost: RunCost | null
}
