import type { ThreadId } from '../../trace/ids'

/** Which of a theme's eight thread colours a thread wears. */
export interface ThreadLook {
  /** Index in `Theme.threads`. */
  readonly color: number
  /** Colours are used a second time, striped, from the eighth thread on. */
  readonly striped: boolean
  /** The number on its chip. */
  readonly number: string
}

/** Main wears the grey (the last colour), threads 1 to 7 the others, then colours come round again with stripes. */
export function threadLook(thread: ThreadId): ThreadLook {
  if (thread <= 0) return { color: 7, striped: false, number: String(Math.max(0, thread)) }
  return { color: (thread - 1) % 8, striped: thread > 7, number: String(thread) }
}
