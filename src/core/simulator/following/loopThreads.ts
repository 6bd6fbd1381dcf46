import { eventCode } from '../../trace/event'
import { objectId, threadId } from '../../trace/ids'
import type { Trace } from '../../trace/trace'
import { isTask } from './loopTurns'

/*
 * How a real Python does the work of `asyncio.to_thread`, and how the model does: a pool of threads there, which take the work out of a queue and stay for more; a
 * thread for each work in the model.
 *
 *     Python   Task-2: put work into the queue …      asyncio_0: got work, work began … work … result set
 *     model    Task-2: start asyncio_1 …              asyncio_1: work began … work …
 */

/** What of a recorded run is told of the threads that the loop keeps for `to_thread`. */
export interface LoopThreads {
  /** Those threads, and the one that ends them. */
  readonly threads: ReadonlySet<number>
  /** The queues that they take the work from. */
  readonly queues: ReadonlySet<number>
  /** The future that a task puts into such a queue, by row. */
  readonly works: ReadonlyMap<number, number>
  readonly futures: ReadonlySet<number>
}

/** Finds them by the queue, which is called after what Python calls its pool. */
export function loopThreads(trace: Trace): LoopThreads {
  const { events, objects } = trace
  const queues = new Set<number>()
  const threads = new Set<number>()
  const works = new Map<number, number>()
  for (const { id, kind, name } of objects.values()) if (kind === 'queue' && /^work of asyncio(?: #\d+)?$/.test(name)) queues.add(id)
  if (queues.size === 0) return { threads, queues, works, futures: new Set() }
  /** The future that each thread has made last. */
  const made = new Map<number, number>()
  for (let row = 0; row < events.length; row++) {
    const [type, thread, object] = [events.type[row], events.thread[row] ?? -1, events.object[row] ?? -1]
    if (type === eventCode.declared && objects.get(objectId(object))?.kind === 'future') made.set(thread, object)
    if (type === eventCode.declared || !queues.has(object)) continue
    const future = made.get(thread)
    if (type === eventCode.put && isTask(trace, thread) && future !== undefined) works.set(row, future)
    else if (!isTask(trace, thread) && (trace.threads.get(threadId(thread))?.parent ?? -1) >= 0) threads.add(thread)
  }
  return { threads, queues, works, futures: new Set(works.values()) }
}

/** Whether a thread of the model does work of `to_thread`. */
export const isLoopThread = (name: string): boolean => /^asyncio_\d+$/.test(name)
