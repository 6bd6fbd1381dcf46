import type { Instruction } from '../../program/instruction'
import { type Assembly, type Operation, outcome, raiser } from '../assembly'
import type { Gate } from './gate'
import { newObject, tooMany, tooManyObjects } from '../state/heap'
import { identityOf } from '../state/identity'
import { isLock, isNumeric, kindCodes, noMethod, typeName } from '../state/kindCodes'
import { objectBase } from '../state/layout'
import { acquire, isFree, isTaken, lockKindOf, lockOf, release } from './locks'
import { lockWord } from '../state/objectWords'
import { isOfProcesses } from './ofProcesses'
import { readerOf, writerOf } from '../state/reader'
import { timeoutReader } from './timeouts'

type Of<Do extends Instruction['do']> = Extract<Instruction, { do: Do }>

// a condition can be used as its lock
const isLockable = (kind: number): boolean => isLock(kind) || kind === kindCodes.condition

/** Makes a lock, rlock or semaphore. */
export function makeLockOperation(assembly: Assembly, pc: number, { to, kind, permits, site, span }: Of<'makeLock'>): Operation {
  const { layout, context } = assembly
  const count = permits === null ? null : readerOf(assembly, pc, permits)
  const write = writerOf(assembly, pc, to)
  const raise = raiser(assembly, pc)
  const counts = kind === 'semaphore' || kind === 'boundedSemaphore'
  return (state, base) => {
    if (tooMany(state, 'objects')) return raise.limit('RuntimeError', tooManyObjects)
    const given = count === null ? kindCodes.int : count.kind(state, base)
    if (!isNumeric(given)) return raise('TypeError', `'<' not supported between instances of '${typeName(given)}' and 'int'`)
    const first = counts ? (count?.payload(state, base) ?? 1) : 0
    if (first < 0) return raise('ValueError', 'semaphore initial value must be >= 0')
    const lock = newObject(assembly, state, identityOf(site))
    state[objectBase(layout, lock) + lockWord.first] = first
    state[objectBase(layout, lock) + lockWord.second] = counts ? first : 0
    write(state, base, kindCodes[kind], lock)
    context.witness?.made(context.thread, span.line, lock)
    return pc + 1
  }
}

/** `acquire()`, and the beginning of a `with`. */
export function acquireOperation(assembly: Assembly, pc: number, { object, to, span }: Of<'acquire'>): Operation {
  const { layout, context } = assembly
  const read = readerOf(assembly, pc, object)
  const write = writerOf(assembly, pc, to)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    const asked = read.kind(state, base)
    if (!isLockable(asked)) return raise('TypeError', noMethod(asked, 'acquire'))
    const kind = lockKindOf(layout, state, asked, read.payload(state, base))
    const lock = lockOf(layout, state, asked, read.payload(state, base))
    if (!isFree(layout, state, kind, lock, context.thread)) return outcome.blocked
    acquire(layout, state, kind, lock, context.thread)
    write(state, base, kindCodes.bool, 1)
    context.witness?.acquired(context.thread, span.line, lock)
    return pc + 1
  }
}

/** Whether the thread at an `acquire` can take what it asks for; asking something that is no lock goes on, to its exception. */
export function acquireGate(assembly: Assembly, pc: number, { object }: Pick<Of<'acquire'>, 'object'>): Gate {
  const read = readerOf(assembly, pc, object)
  const { layout } = assembly
  return (state, base, thread) => {
    const kind = read.kind(state, base)
    if (!isLockable(kind)) return true
    const asked = read.payload(state, base)
    return isFree(layout, state, lockKindOf(layout, state, kind, asked), lockOf(layout, state, kind, asked), thread)
  }
}

/** Whether the thread at an `acquire` with a timeout can go on: a lock is waited for without an end when the timeout is -1, and else only tried. */
export function tryAcquireGate(assembly: Assembly, pc: number, { object, timeout }: Of<'tryAcquire'>): Gate | null {
  if (timeout === null) return null
  const free = acquireGate(assembly, pc, { object })
  const read = readerOf(assembly, pc, object)
  const seconds = timeoutReader(assembly, pc, timeout)
  return (state, base, thread) => {
    if (seconds(state, base) !== forEver) return true
    const kind = read.kind(state, base)
    return !isLockable(kind) || !isOwned(lockKindOf(assembly.layout, state, kind, read.payload(state, base))) || free(state, base, thread)
  }
}

/** The timeout that is Python's word for none, of locks; semaphores take it for less than no time, and try. */
const forEver = -1
const isOwned = (kind: number): boolean => kind === kindCodes.lock || kind === kindCodes.rlock

/** `acquire(blocking=False)`, or with a timeout: others may take as long as they like, so both only try. */
export function tryAcquireOperation(assembly: Assembly, pc: number, { object, to, timeout, span }: Of<'tryAcquire'>): Operation {
  const { layout, context } = assembly
  const read = readerOf(assembly, pc, object)
  const write = writerOf(assembly, pc, to)
  const raise = raiser(assembly, pc)
  const seconds = timeoutReader(assembly, pc, timeout)
  return (state, base) => {
    const asked = read.kind(state, base)
    if (!isLockable(asked)) return raise('TypeError', noMethod(asked, 'acquire'))
    const kind = lockKindOf(layout, state, asked, read.payload(state, base))
    const lock = lockOf(layout, state, asked, read.payload(state, base))
    const free = isFree(layout, state, kind, lock, context.thread)
    if (isOwned(kind) && (seconds(state, base) ?? 0) < 0) {
      if (seconds(state, base) !== forEver) return raise('ValueError', 'timeout value must be a non-negative number')
      if (!free) return outcome.blocked
    }
    if (free) acquire(layout, state, kind, lock, context.thread)
    write(state, base, kindCodes.bool, free ? 1 : 0)
    if (free) context.witness?.acquired(context.thread, span.line, lock, timeout === null || seconds(state, base) !== forEver)
    else if (timeout === null) context.witness?.tryFailed(context.thread, span.line, lock)
    else context.witness?.gaveUp(context.thread, span.line, lock, seconds(state, base), null)
    return pc + 1
  }
}

/** What CPython raises instead where a lock of `multiprocessing` is given back wrongly. */
const faultOfProcesses: Readonly<Record<number, readonly [string, string]>> = {
  [kindCodes.lock]: ['ValueError', 'semaphore or lock released too many times'],
  [kindCodes.rlock]: ['AssertionError', 'attempt to release recursive lock not owned by thread']
}

/** `release()`, and the end of a `with`. */
export function releaseOperation(assembly: Assembly, pc: number, { object, permits, span }: Of<'release'>): Operation {
  const { layout, context } = assembly
  const read = readerOf(assembly, pc, object)
  const count = permits === null ? null : readerOf(assembly, pc, permits)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    const asked = read.kind(state, base)
    if (!isLockable(asked)) return raise('TypeError', noMethod(asked, 'release'))
    const kind = lockKindOf(layout, state, asked, read.payload(state, base))
    const lock = lockOf(layout, state, asked, read.payload(state, base))
    const given = count === null ? 1 : count.payload(state, base)
    const fault = release(layout, state, kind, lock, context.thread, given)
    if (fault !== null) {
      context.witness?.asked(context.thread, span.line, lock)
      return raise(...(isOfProcesses(assembly, state, lock) ? (faultOfProcesses[kind] ?? fault) : fault))
    }
    // a witness hears of each permit that is given back
    for (let i = 0; context.witness !== null && i < given; i++) context.witness.released(context.thread, span.line, lock)
    return pc + 1
  }
}

/** `lock.locked()`. */
export function lockedOperation(assembly: Assembly, pc: number, { object, to, span }: Of<'locked'>): Operation {
  const read = readerOf(assembly, pc, object)
  const write = writerOf(assembly, pc, to)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    const kind = read.kind(state, base)
    if (!isLockable(kind)) return raise('TypeError', noMethod(kind, 'locked'))
    const asked = read.payload(state, base)
    const lock = lockOf(assembly.layout, state, kind, asked)
    write(state, base, kindCodes.bool, isTaken(assembly.layout, state, lockKindOf(assembly.layout, state, kind, asked), lock) ? 1 : 0)
    assembly.context.witness?.asked(assembly.context.thread, span.line, lock)
    return pc + 1
  }
}
