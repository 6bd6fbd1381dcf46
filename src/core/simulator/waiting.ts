import type { Formula } from '../program/formula'
import type { Operand } from '../program/instruction'
import type { Want } from '../program/tasks/taskFields'
import type { Machine } from './assemble'
import { instructionAt } from './assembly'
import { lookUp } from './operations/instructionTable'
import { isForAny, unendedIn } from './operations/groups'
import { isLock, kindCodes } from './state/kindCodes'
import { header, objectBase, threadBase } from './state/layout'
import { lockKindOf, lockOf, ownerOf } from './operations/locks'
import { rwlockWord } from './state/objectWords'
import { readerOf } from './state/reader'
import { isEnabled, restsAt } from './step'
import { leftOf } from './operations/takeDoneOperation'
import { isAlive, isDaemon } from './operations/threadEnd'
import { waitsIn } from './operations/waitSet'
import { word } from './state/words'

/**
 * What holds a thread up: a lock with its kind's code and its owner (-1 where nobody owns it: semaphores); something else at another object, or at any of several;
 * another thread's end; or that of several, all or any of them (`isAny`), the first of which stands for all;
 * variables that are not yet as it wants them; or those that main waits for.
 */
export type Wait =
  | { readonly for: 'lock'; readonly lock: number; readonly kind: number; readonly owner: number }
  | { readonly for: 'object'; readonly object: number; readonly awaited: Awaited; readonly others?: readonly number[] }
  | { readonly for: 'thread'; readonly thread: number; readonly others: readonly number[]; readonly isAny?: boolean }
  | { readonly for: 'truth'; readonly condition: Formula }
  | { readonly for: 'ends'; readonly threads: readonly number[] }

/**
 * What a thread waits for at an object: a condition to be notified, an event to be set, a barrier to trip, a barrier to let it in; or what it wants to do with
 * a queue.
 */
export type Awaited = 'notify' | 'set' | 'trip' | 'enter' | 'put' | 'get' | 'join'

/** What a thread waits for in a state; null when it can go on, has ended, or was not started. */
export function waitOf(machine: Machine, state: Int32Array, thread: number): Wait | null {
  if (!isAlive(machine, state, thread) || isEnabled(machine, state, thread)) return null
  const pc = restsAt(machine, state, thread)
  const instruction = instructionAt(machine.program, pc)
  const valueOf = (operand: Operand): readonly [kind: number, payload: number] => {
    const base = threadBase(machine.layout, thread)
    const read = readerOf(machine, pc, operand)
    return [read.kind(state, base), read.payload(state, base)]
  }
  const held = (operand: Operand, awaited: Awaited): Wait => ({ for: 'object', object: valueOf(operand)[1], awaited })
  const wait = lookUp<Wait>(
    {
      acquire: ({ object }) => waitForLock(machine, state, ...valueOf(object)),
      tryAcquire: ({ object }) => waitForLock(machine, state, ...valueOf(object)),
      endWait: ({ object, instead }) => {
        if (waitsIn(machine, state, thread) < 0) return waitForLock(machine, state, ...valueOf(object))
        if (instead !== undefined) return waitOfTask(machine, state, valueOf(instead.object), instead.want)
        return held(object, awaitedFrom(valueOf(object)[0]))
      },
      acquireFor: ({ rwlock }) => waitForRwlock(machine, state, valueOf(rwlock)[1]),
      await: ({ condition }) => ({ for: 'truth', condition }),
      awaitEnd: (end) => ({ for: 'thread', thread: valueOf(end.thread)[1], others: [] }),
      leave: ({ barrier }) => held(barrier, 'trip'),
      beginWait: ({ object }) => held(object, 'enter'),
      abortBarrier: ({ barrier }) => held(barrier, 'enter'),
      resetBarrier: ({ barrier }) => held(barrier, 'enter'),
      put: ({ queue }) => held(queue, 'put'),
      get: ({ queue }) => held(queue, 'get'),
      joinQueue: ({ queue }) => held(queue, 'join'),
      takeDone: (take) => {
        const [object = 0, ...others] = leftOf(machine, pc, take, state, threadBase(machine.layout, thread))
        return { for: 'object', object, awaited: 'set', others }
      },
      join: (join) => ({ for: 'thread', thread: valueOf(join.thread)[1], others: [] }),
      end: () => ({ for: 'ends', threads: othersAlive(machine, state) })
    },
    instruction
  )
  if (wait === undefined) throw new Error(`a thread rests at ${instruction.do}, which holds nobody`)
  return wait
}

// what a task waits for behind a condition of its own
function waitOfTask(machine: Machine, state: Int32Array, [kind, payload]: readonly [number, number], want: Want): Wait {
  if (kind === kindCodes.record) {
    const [first = 0, ...others] = unendedIn(machine, state, payload)
    return { for: 'thread', thread: first, others, isAny: others.length > 0 && isForAny(machine, state, payload) }
  }
  if (want !== 'pass') return { for: 'object', object: payload, awaited: want }
  return isLock(kind) || kind === kindCodes.condition ? waitForLock(machine, state, kind, payload) : { for: 'object', object: payload, awaited: 'set' }
}

// those that main waits for at its end
function othersAlive(machine: Machine, state: Int32Array): number[] {
  const threads = Array.from({ length: word(state, header.threads) }, (_, thread) => thread)
  return threads.filter((thread) => thread !== 0 && isAlive(machine, state, thread) && !isDaemon(machine, state, thread))
}

function waitForLock({ layout }: Machine, state: Int32Array, kind: number, object: number): Wait {
  const lock = lockOf(layout, state, kind, object)
  const lockKind = lockKindOf(layout, state, kind, object)
  return { for: 'lock', lock, kind: lockKind, owner: ownerOf(layout, state, lockKind, lock) }
}

function waitForRwlock({ layout }: Machine, state: Int32Array, rwlock: number): Wait {
  return { for: 'lock', lock: rwlock, kind: kindCodes.rwlock, owner: word(state, objectBase(layout, rwlock) + rwlockWord.writer) - 1 }
}

/** The threads that have a lock that somebody waits for, as far as locks know: the owner, or all who read. */
export function holdersOf({ layout }: Machine, state: Int32Array, { lock, kind, owner }: Wait & { readonly for: 'lock' }): number[] {
  if (owner >= 0) return [owner]
  if (kind !== kindCodes.rwlock) return []
  const readers = word(state, objectBase(layout, lock) + rwlockWord.readers)
  return Array.from({ length: word(state, header.threads) }, (_, thread) => thread).filter((thread) => ((readers >> thread) & 1) === 1)
}

function awaitedFrom(kind: number): Awaited {
  if (kind === kindCodes.condition) return 'notify'
  return kind === kindCodes.event ? 'set' : 'trip'
}
