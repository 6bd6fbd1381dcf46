import { eventCode } from '../../../core/trace/event'
import type { Guard } from './guard'
import { inObject } from '../memory/heap'
import type { Journal } from '../memory/journal'
import { type RunMemory, words } from '../memory/runMemory'
import type { Value } from '../memory/sharedValue'
import type { SyncObjects } from './syncObjects'
import { inEvent, inQueue } from './syncWords'
import type { WaitLists } from './waitLists'

/** Why the queue of a pool takes nothing any more. */
export const closed = { shutdown: 1, mainEnded: 2 } as const
/** Who has claimed a future's work. */
const claimed = { run: 1, cancel: 2, sent: 3 } as const

/** What pools need beside queues and events. */
export interface PoolQueues {
  /** `shutdown`: whoever waits at the empty queue is let go. */
  close(queue: Value, line: number): void
  /** The same for all pools, when main has ended. */
  closeAll(line: number): void
  /** The number of one more worker, or -1 when there are so many already. */
  claimWorker(queue: Value, most: Value, line: number): number
  /** Begins or drops a future's work; true for whoever comes first. Work that travels to a process may be on its way, by chance, and is not dropped then. */
  claimWork(future: Value, purpose: 'run' | 'cancel', travels: boolean, line: number): boolean
  began(future: Value, name: string, line: number): void
  ended(future: Value, line: number): void
}

/** Remembers the queue of a new pool. */
export function linkPool(memory: RunMemory, at: number): void {
  const [control, heap] = [new Int32Array(memory.control), new Int32Array(memory.heap)]
  for (let last = Atomics.load(control, words.pools); ; last = Atomics.load(control, words.pools)) {
    heap[at + inQueue.nextPool] = last
    if (Atomics.compareExchange(control, words.pools, last, at) === last) return
  }
}

/** The pools of one worker. */
export function poolQueues(memory: RunMemory, objects: SyncObjects, lists: WaitLists, guarded: Guard, journal: Journal, random: () => number): PoolQueues {
  const control = new Int32Array(memory.control)
  const heap = new Int32Array(memory.heap)
  const futureAt = (future: Value, line: number): number => objects.indexOf(future, 'event', 'done', line)
  const idOf = (at: number): number => heap[at + inObject.id] ?? -1

  function closeAt(at: number, why: number, line: number): void {
    guarded(at, () => {
      if (Atomics.compareExchange(heap, at + inQueue.closed, 0, why) === 0) journal.event(eventCode.set, idOf(at), line)
      lists.wakeAll(at + inQueue.getters)
    })
  }

  return {
    close: (queue, line) => closeAt(objects.indexOf(queue, 'queue', 'shutdown', line), closed.shutdown, line),
    closeAll(line) {
      for (let at = Atomics.load(control, words.pools); at !== 0; at = heap[at + inQueue.nextPool] ?? 0) closeAt(at, closed.mainEnded, line)
    },
    claimWorker(queue, most, line) {
      const at = objects.indexOf(queue, 'queue', 'submit', line)
      return guarded(at, () => {
        const workers = heap[at + inQueue.workers] ?? 0
        if (workers >= Number(most)) return -1
        heap[at + inQueue.workers] = workers + 1
        return workers
      })
    },
    claimWork(future, purpose, travels, line) {
      const at = futureAt(future, line) + inEvent.claim
      const isSent = travels && random() < 0.5
      const before = Atomics.compareExchange(heap, at, 0, isSent ? claimed.sent : claimed[purpose])
      if (before === 0) return !isSent
      if (purpose === 'run') return Atomics.compareExchange(heap, at, claimed.sent, claimed.run) === claimed.sent
      return before === claimed.cancel
    },
    began: (future, name, line) => journal.note(eventCode.workBegan, idOf(futureAt(future, line)), line, 0, name),
    ended: (future, line) => journal.event(eventCode.workEnded, idOf(futureAt(future, line)), line)
  }
}
