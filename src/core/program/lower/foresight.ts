import type { Captures } from './closures'
import type { Span } from '../source'

/** What the lowering wants to know and only the lowered code tells: a first pass finds it out for a second. */
export interface Foresight {
  /** Names whose reads and writes are steps. */
  readonly shared: ReadonlySet<string>
  /** Places of `wait` calls that may be at a barrier, with the timeout in seconds that it was made with; null while nobody knows. */
  readonly barriers: ReadonlyMap<string, number | 'none' | 'several'> | null
  /** Places of `join` calls that may ask a queue. */
  readonly queues: ReadonlySet<string>
  /** Places of calls that may ask or tell something of `asyncio`. */
  readonly inLoop: ReadonlySet<string>
  /** Places of `await x.wait()` that may wait for a condition of `asyncio`. */
  readonly conditions: ReadonlySet<string>
  /** Places of calls that may ask a semaphore whether it is locked. */
  readonly semaphores: ReadonlySet<string>
  /** Places of sums that join two lists. */
  readonly joined: ReadonlySet<string>
  /** Places in `with` statements of what is a pool. */
  readonly pools: ReadonlySet<string>
  /** What does the work of pools. */
  readonly workers: 'thread' | 'process'
  /** Whether the program takes the locks of shared numbers. */
  readonly locksValues: boolean
  /** Variables that inner functions use and that live in the module; null while nobody knows. */
  readonly captures: Captures | null
}

/** A stretch of text as a key. */
export const placeOf = ({ line, column, endLine, endColumn }: Span): string => `${line}:${column}-${endLine}:${endColumn}`
