import type { ThreadId } from '../trace/ids'

/** What a thread can do in a state. */
export interface ThreadChoice {
  readonly thread: ThreadId
  readonly name: string
  readonly status: 'enabled' | 'blocked' | 'ended' | 'failed'
  /** Source line the thread is at: of the step it takes next, or where it ended. */
  readonly line: number
  /** Number of ways the step can go (1 for most; 0 when not enabled). */
  readonly choices: number
  /** What each way does, in words (`wakes consumer-1`, `chooses 3`), in order: at most the first 100; none when not enabled. */
  readonly ways: readonly string[]
  /** The step in words (`takes lock_b`, `writes counter`, `prints`), or why there is none: ``waits for `lock_b`, held by transfer-2``. */
  readonly words: string
  /** What it waits for, by name and heap kind, and the threads that hold it; null when it does not wait. */
  readonly waitsFor: { readonly object: string; readonly holders: readonly ThreadId[] } | null
}
