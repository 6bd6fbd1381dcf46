import type { ThreadId } from '../trace/ids'
import { kindQueue, type RunFrame } from './runState'
import type { Stuck } from './stuckThreads'

/**
 * Two threads that wait at queues for each other: at a standstill where all others wait for threads to end, each of the two is the only one who could ever put or
 * get what the other waits for. Each is mapped to the other; empty where it cannot be said so exactly.
 */
export function opposites({ kinds }: RunFrame, { edges, standstill }: Stuck): ReadonlyMap<ThreadId, ThreadId> {
  const atQueues = edges.filter(({ target }) => 'object' in target && kinds[target.object] === kindQueue)
  const [one, other] = atQueues
  if (!standstill || one === undefined || other === undefined || atQueues.length > 2) return new Map()
  // at one queue they wait for somebody else, who is not there
  const isSame = 'object' in one.target && 'object' in other.target && one.target.object === other.target.object && one.purpose === other.purpose
  if (isSame || !edges.every((edge) => atQueues.includes(edge) || 'thread' in edge.target)) return new Map()
  return new Map([
    [one.thread, other.thread],
    [other.thread, one.thread]
  ])
}
