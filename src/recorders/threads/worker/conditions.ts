import { eventCode } from '../../../core/trace/event'
import { noThread } from '../../../core/trace/ids'
import type { Guard } from './guard'
import { inObject, naming } from '../memory/heap'
import type { Insteads } from './insteads'
import type { Journal } from '../memory/journal'
import type { Locks } from './locks'
import { raise } from '../memory/raised'
import type { RunMemory } from '../memory/runMemory'
import type { Ref, Value } from '../memory/sharedValue'
import type { SyncObjects } from './syncObjects'
import { inCondition } from './syncWords'
import { isNumeric, typeName } from './typeName'
import type { WaitKind } from './waitKind'
import type { WaitLists } from './waitLists'

/** Conditions in shared memory. */
export interface Conditions extends WaitKind {
  /** Over a lock; over an rlock of its own when there is none or None. */
  make(lock: Value, site: number, line: number): Ref
  /** Lets so many threads that wait go on, all when the count is null; those that came first. */
  notify(condition: Value, count: Value, line: number): void
  /** Waits so many milliseconds without its lock, less if somebody notifies, and not at all once it is over: that is asked when a notify can no longer be missed. */
  nap(condition: Value, ms: number, isOver: () => boolean, line: number): void
}

/** The conditions of one worker. */
export function conditions(
  memory: RunMemory,
  objects: SyncObjects,
  locks: Locks,
  lists: WaitLists,
  guarded: Guard,
  journal: Journal,
  isWake: (site: number) => boolean,
  isOfProcesses: (site: number) => boolean,
  instead: Pick<Insteads, 'begin' | 'isOver' | 'next' | 'end'>
): Conditions {
  const heap = new Int32Array(memory.heap)
  const idOf = (at: number): number => heap[at + inObject.id] ?? -1
  /** Nobody hears of the condition at which a task waits for others: what it waits for is told instead. */
  const isHidden = (at: number): boolean => isWake(heap[at + inObject.site] ?? -1)
  const lockOf = (at: number): number => heap[at + inCondition.lock] ?? 0
  /** How often this worker's thread had the lock that it gave back to wait. */
  let times = 1

  function makeLock(site: number, line: number): number {
    const lock = objects.makeHidden('rlock', line)
    // named together with its condition
    heap[lock + inObject.named] = naming.done
    heap[lock + inObject.site] = site
    return lock
  }

  function checkOwned(at: number, what: 'wait' | 'notify', line: number): void {
    if (locks.kindAt(lockOf(at)).isOwned(lockOf(at))) return
    if (isOfProcesses(heap[at + inObject.site] ?? -1))
      raise('AssertionError', what === 'wait' ? 'must acquire() condition before using wait()' : 'lock is not owned', line)
    raise('RuntimeError', `cannot ${what} on un-acquired lock`, line)
  }

  function wake(at: number, most: number, line: number): void {
    let woken = 0
    for (; woken < most; woken++) {
      // told before the thread goes on, so that nothing it does stands before this
      const first = (heap[at + inCondition.waiting] ?? 0) - 1
      if (first < 0) break
      if (!isHidden(at)) journal.value(eventCode.notified, idOf(at), line, first)
      lists.wakeFirst(at + inCondition.waiting)
    }
    if (woken === 0 && !isHidden(at)) journal.value(eventCode.notified, idOf(at), line, noThread)
  }

  return {
    make(lock, site, line) {
      const isOwn = lock === undefined || lock === null
      const given = isOwn ? -1 : locks.indexOf(lock, 'acquire', line)
      return objects.make('condition', site, line, (at) => {
        heap[at + inCondition.ownsLock] = isOwn ? 1 : 0
        heap[at + inCondition.lock] = isOwn ? makeLock(site, line) : given
      })
    },
    notify(condition, count, line) {
      const at = objects.indexOf(condition, 'condition', count === null ? 'notify_all' : 'notify', line)
      checkOwned(at, 'notify', line)
      if (count !== null && !isNumeric(count)) return raise('TypeError', `'>' not supported between instances of '${typeName(count)}' and 'int'`, line)
      guarded(at, () => wake(at, count === null ? Number.POSITIVE_INFINITY : Number(count), line))
    },
    nap(condition, ms, isOver, line) {
      const at = objects.indexOf(condition, 'condition', 'wait', line)
      guarded(at, () => lists.join(at + inCondition.waiting))
      if (!isOver()) lists.park(at, ms)
      guarded(at, () => {
        if (lists.isWaiting()) lists.leave(at + inCondition.waiting)
      })
    },
    begin(at, { seconds }, line) {
      checkOwned(at, 'wait', line)
      times = locks.kindAt(lockOf(at)).giveUp(lockOf(at), line, () =>
        // in the list before the lock is free: a notify that comes with the lock finds the thread there
        guarded(at, () => {
          if (isHidden(at)) instead.begin()
          else journal.asks(eventCode.waitBegan, idOf(at), line, seconds)
          lists.join(at + inCondition.waiting)
          if (isHidden(at) && instead.isOver()) lists.poke(journal.thread)
        })
      )
      return { passes: false, answer: undefined }
    },
    end(at, within, line) {
      lists.park(at, within.left())
      while (lists.wasPoked()) {
        instead.next()
        lists.park(at, within.left())
      }
      const isNotified = guarded(at, () => {
        const told = !lists.isWaiting()
        if (isHidden(at)) instead.end()
        else journal.event(told ? eventCode.woken : eventCode.timedOut, idOf(at), line)
        return told
      })
      locks.kindAt(lockOf(at)).takeAgain(lockOf(at), times, line)
      // as in CPython it leaves the list only with the lock: until then a notify may pick it, and is lost
      if (!isNotified) guarded(at, () => lists.leave(at + inCondition.waiting))
      return isNotified
    }
  }
}
