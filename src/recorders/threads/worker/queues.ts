import type { QueueQuestion } from '../../../core/program/instruction'
import { eventCode, type Purpose } from '../../../core/trace/event'
import type { Guard } from './guard'
import { inObject } from '../memory/heap'
import type { Journal } from '../memory/journal'
import { literalOf } from '../code/literalOf'
import { type Patience, patience } from './patience'
import { closed, linkPool } from './poolQueues'
import type { QueueCells } from './queueCells'
import { raise } from '../memory/raised'
import type { RunMemory } from '../memory/runMemory'
import type { Ref, SharedValues, Value } from '../memory/sharedValue'
import type { SyncObjects } from './syncObjects'
import { inQueue } from './syncWords'
import { isNumeric, typeName } from './typeName'
import type { WaitLists } from './waitLists'

/** Queues in shared memory, as CPython's: whoever is woken looks again, as another may have been faster. */
export interface Queues {
  make(capacity: Value, site: number, line: number): Ref
  put(queue: Value, value: Value, blocking: boolean, timeout: Value, line: number): void
  get(queue: Value, blocking: boolean, timeout: Value, line: number): Value
  taskDone(queue: Value, line: number): void
  /** Waits until every value that was put has been reported done. */
  join(queue: Value, line: number): void
  state(queue: Value, ask: QueueQuestion, line: number): Value
}

const forEver = patience(null)

/** The queues of one worker. */
export function queues(
  memory: RunMemory,
  values: SharedValues,
  objects: SyncObjects,
  cells: QueueCells,
  lists: WaitLists,
  guarded: Guard,
  journal: Journal,
  isPool: (site: number) => boolean
): Queues {
  const heap = new Int32Array(memory.heap)
  const word = (at: number, which: number): number => Atomics.load(heap, at + which)
  const idOf = (at: number): number => heap[at + inObject.id] ?? -1
  const tellValue = (type: number, at: number, line: number, value: Value): void =>
    journal.value(type, idOf(at), line, typeof value === 'number' ? value : literalOf(value))
  const isEmpty = (at: number): boolean => word(at, inQueue.length) === 0
  const isFull = (at: number): boolean => word(at, inQueue.capacity) > 0 && word(at, inQueue.length) >= word(at, inQueue.capacity)

  /** Nothing is there, and something may come. */
  const isDry = (at: number): boolean => isEmpty(at) && word(at, inQueue.closed) === 0

  /** What a thread wants of a queue, and in which list it waits for it. */
  interface Wish<Answer> {
    readonly to: Purpose
    readonly list: number
    readonly isHeld: (at: number) => boolean
    readonly act: () => Answer
    /** What comes instead when it gives up. */
    readonly giveUp: () => never
    /** Null: it has no time at all, and does not even ask. */
    readonly within: Patience | null
  }

  /** Does it as soon as nothing holds it, or gives up. */
  function whenFree<Answer>(at: number, { to, list, isHeld, act, giveUp, within }: Wish<Answer>, line: number): Answer {
    let hasAsked = false
    for (;;) {
      const done = guarded(at, () => {
        if (!isHeld(at)) return { answer: act() }
        if (within === null) {
          journal.event(eventCode.tryFailed, idOf(at), line)
          return giveUp()
        }
        if (!hasAsked) journal.asks(eventCode.requested, idOf(at), line, within.seconds, to)
        hasAsked = true
        if (within.left() === 0) {
          journal.event(eventCode.timedOut, idOf(at), line)
          return giveUp()
        }
        lists.join(at + list)
        return null
      })
      if (done !== null) return done.answer
      lists.park(at, within?.left() ?? 0)
      guarded(at, () => {
        if (lists.isWaiting()) lists.leave(at + list)
      })
    }
  }

  function patienceOf(blocking: boolean, timeout: Value, line: number): Patience | null {
    const within = blocking ? patience(timeout) : null
    if (within?.seconds !== null && within !== null && within.seconds < 0) raise('ValueError', "'timeout' must be a non-negative number", line)
    return within
  }

  return {
    make(capacity, site, line) {
      const most = capacity ?? 0
      // CPython finds out at the first `put`
      if (!isNumeric(most)) return raise('TypeError', `'>' not supported between instances of '${typeName(most)}' and 'int'`, line)
      return objects.make('queue', site, line, (at) => {
        heap[at + inQueue.capacity] = Number(most)
        if (isPool(site)) linkPool(memory, at)
      })
    },
    put(queue, value, blocking, timeout, line) {
      const at = objects.indexOf(queue, 'queue', 'put', line)
      const act = (): void => {
        const why = word(at, inQueue.closed)
        if (why !== 0) raise('RuntimeError', `cannot schedule new futures after ${why === closed.shutdown ? 'shutdown' : 'interpreter shutdown'}`, line)
        cells.push(at, value, line)
        Atomics.add(heap, at + inQueue.unfinished, 1)
        tellValue(eventCode.put, at, line, value)
        lists.wakeFirst(at + inQueue.getters)
      }
      // a text that is new to the run may find no room: before the stretch that others wait for
      values.payload(value)
      // a queue without bound asks for no time
      const within = patienceOf(blocking, word(at, inQueue.capacity) > 0 ? timeout : null, line)
      whenFree(at, { to: 'put', list: inQueue.putters, isHeld: isFull, act, giveUp: () => raise('Full', '', line), within }, line)
    },
    get(queue, blocking, timeout, line) {
      const at = objects.indexOf(queue, 'queue', 'get', line)
      const act = (): Value => {
        if (isEmpty(at)) return null
        const value = cells.shift(at)
        tellValue(eventCode.got, at, line, value)
        lists.wakeFirst(at + inQueue.putters)
        return value
      }
      const within = patienceOf(blocking, timeout, line)
      return whenFree(at, { to: 'get', list: inQueue.getters, isHeld: isDry, act, giveUp: () => raise('Empty', '', line), within }, line)
    },
    taskDone(queue, line) {
      const at = objects.indexOf(queue, 'queue', 'task_done', line)
      guarded(at, () => {
        const unfinished = word(at, inQueue.unfinished) - 1
        if (unfinished < 0) raise('ValueError', 'task_done() called too many times', line)
        Atomics.store(heap, at + inQueue.unfinished, unfinished)
        journal.event(eventCode.taskDone, idOf(at), line)
        if (unfinished === 0) lists.wakeAll(at + inQueue.joiners)
      })
    },
    join(queue, line) {
      const at = objects.indexOf(queue, 'queue', 'join', line)
      const isHeld = (): boolean => word(at, inQueue.unfinished) > 0
      const act = (): void => journal.event(eventCode.woken, idOf(at), line)
      const giveUp = (): never => {
        throw new Error('who waits for ever gives up')
      }
      whenFree(at, { to: 'join', list: inQueue.joiners, isHeld, act, giveUp, within: forEver }, line)
    },
    state(queue, ask, line) {
      const at = objects.indexOf(queue, 'queue', ask, line)
      if (ask === 'qsize') return word(at, inQueue.length)
      if (ask === 'maxsize') return word(at, inQueue.capacity)
      if (ask === 'poll')
        return guarded(at, () => {
          if (isEmpty(at)) journal.event(eventCode.tryFailed, idOf(at), line)
          return !isEmpty(at)
        })
      if (ask === 'done') return word(at, inQueue.unfinished) === 0
      return ask === 'empty' ? isEmpty(at) : isFull(at)
    }
  }
}
