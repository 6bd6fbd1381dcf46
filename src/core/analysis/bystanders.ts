import type { ThreadId } from '../trace/ids'
import type { Deadlock } from './deadlocks'

/** The threads of a deadlock that merely wait behind its ring: they are stuck with it, and nothing that they do keeps it closed. None where there is no ring. */
export function bystandersOf({ threads, cycle }: Pick<Deadlock, 'threads' | 'cycle'>): ThreadId[] {
  if (cycle.length === 0) return []
  const ring = new Set(cycle.flatMap((node) => ('thread' in node ? [node.thread] : [])))
  return threads.filter((thread) => !ring.has(thread))
}
