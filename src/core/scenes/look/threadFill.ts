import type { ThreadId } from '../../trace/ids'
import { threadLook } from './threadLook'
import type { Theme } from './tokens'

/** The colour of a thread in a theme. */
export const threadFill = (theme: Theme, thread: ThreadId): string => theme.threads[threadLook(thread).color] ?? theme.ink.edge
