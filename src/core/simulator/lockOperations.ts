import type { Instruction } from '../program/instruction'
import { type Assembly, type Operation, outcome, raiser } from './assembly'
import { newLock, tooMany } from './heap'
import { isNumeric, kindCodes, typeName } from './kindCodes'
import { type Layout, lockBase, lockWord } from './layout'
import { readerOf, writerOf } from './reader'
import { word } from './words'

type Of<Do extends Instruction['do']> = Extract<Instruction, { do: Do }>

const isLock = (kind: number): boolean => kind >= kindCodes.lock && kind <= kindCodes.boundedSemaphore
const noMethod = (kind: number, method: string): string => `'${typeName(kind)}' object has no attribute '${method}'`

/** Whether a thread can take a lock, or one permit of a semaphore, now. */
function isFree(layout: Layout, state: Int32Array, kind: number, lock: number, thread: number): boolean {
  const first = word(state, lockBase(layout, lock) + lockWord.first)
  if (kind === kindCodes.lock) return first === 0
  return kind === kindCodes.rlock ? first === 0 || first === thread + 1 : first > 0
}

/** The thread that owns a lock or rlock, -1 when nobody does; semaphores have no owner. */
export const ownerOf = (layout: Layout, state: Int32Array, kind: number, lock: number): number =>
  kind === kindCodes.lock || kind === kindCodes.rlock ? word(state, lockBase(layout, lock) + lockWord.first) - 1 : -1

function acquire(layout: Layout, state: Int32Array, kind: number, lock: number, thread: number): void {
  const base = lockBase(layout, lock)
  const first = word(state, base + lockWord.first)
  state[base + lockWord.first] = kind === kindCodes.lock || kind === kindCodes.rlock ? thread + 1 : first - 1
  if (kind === kindCodes.rlock) state[base + lockWord.second] = word(state, base + lockWord.second) + 1
}

/** Makes a lock, rlock or semaphore. */
export function makeLockOperation(assembly: Assembly, pc: number, { to, kind, permits, site, span }: Of<'makeLock'>): Operation {
  const { context } = assembly
  const count = permits === null ? null : readerOf(assembly, pc, permits)
  const write = writerOf(assembly, pc, to)
  const raise = raiser(assembly, pc)
  const counts = kind === 'semaphore' || kind === 'boundedSemaphore'
  return (state, base) => {
    if (tooMany(state, 'locks')) return raise('RuntimeError', 'the lab holds no more than 10,000 locks')
    const given = count === null ? kindCodes.int : count.kind(state, base)
    if (!isNumeric(given)) return raise('TypeError', `'<' not supported between instances of '${typeName(given)}' and 'int'`)
    const first = counts ? (count?.payload(state, base) ?? 1) : 0
    if (first < 0) return raise('ValueError', 'semaphore initial value must be >= 0')
    const lock = newLock(assembly, state, site, first, counts ? first : 0)
    write(state, base, kindCodes[kind], lock)
    context.witness?.madeLock(context.thread, span.line, lock)
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
    const kind = read.kind(state, base)
    if (!isLock(kind)) return raise('TypeError', noMethod(kind, 'acquire'))
    const lock = read.payload(state, base)
    if (!isFree(layout, state, kind, lock, context.thread)) return outcome.blocked
    acquire(layout, state, kind, lock, context.thread)
    write(state, base, kindCodes.bool, 1)
    context.witness?.acquired(context.thread, span.line, lock)
    return pc + 1
  }
}

/** Whether the thread at an `acquire` can take what it asks for; asking something that is no lock goes on, to its exception. */
export function acquireGate(assembly: Assembly, pc: number, { object }: Of<'acquire'>): (state: Int32Array, base: number, thread: number) => boolean {
  const read = readerOf(assembly, pc, object)
  return (state, base, thread) => {
    const kind = read.kind(state, base)
    return !isLock(kind) || isFree(assembly.layout, state, kind, read.payload(state, base), thread)
  }
}

/** `acquire(blocking=False)`. */
export function tryAcquireOperation(assembly: Assembly, pc: number, { object, to, span }: Of<'tryAcquire'>): Operation {
  const { layout, context } = assembly
  const read = readerOf(assembly, pc, object)
  const write = writerOf(assembly, pc, to)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    const kind = read.kind(state, base)
    if (!isLock(kind)) return raise('TypeError', noMethod(kind, 'acquire'))
    const lock = read.payload(state, base)
    const free = isFree(layout, state, kind, lock, context.thread)
    if (free) acquire(layout, state, kind, lock, context.thread)
    write(state, base, kindCodes.bool, free ? 1 : 0)
    if (free) context.witness?.acquired(context.thread, span.line, lock)
    else context.witness?.tryFailed(context.thread, span.line, lock)
    return pc + 1
  }
}

/** `release()`, and the end of a `with`. */
export function releaseOperation(assembly: Assembly, pc: number, { object, permits, span }: Of<'release'>): Operation {
  const { layout, context } = assembly
  const read = readerOf(assembly, pc, object)
  const count = permits === null ? null : readerOf(assembly, pc, permits)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    const kind = read.kind(state, base)
    if (!isLock(kind)) return raise('TypeError', noMethod(kind, 'release'))
    const lock = read.payload(state, base)
    const given = count === null ? 1 : count.payload(state, base)
    const fault = release(layout, state, kind, lock, context.thread, given)
    if (fault !== null) return raise(...fault)
    // a witness hears of each permit that is given back
    for (let i = 0; context.witness !== null && i < given; i++) context.witness.released(context.thread, span.line, lock)
    return pc + 1
  }
}

// CPython's exception, or null when all went well
function release(layout: Layout, state: Int32Array, kind: number, lock: number, thread: number, permits: number): readonly [string, string] | null {
  const base = lockBase(layout, lock)
  const first = word(state, base + lockWord.first)
  const second = word(state, base + lockWord.second)
  if (kind === kindCodes.lock) {
    if (first === 0) return ['RuntimeError', 'release unlocked lock']
    state[base + lockWord.first] = 0
  } else if (kind === kindCodes.rlock) {
    if (first !== thread + 1) return ['RuntimeError', 'cannot release un-acquired lock']
    state[base + lockWord.second] = second - 1
    if (second === 1) state[base + lockWord.first] = 0
  } else {
    if (permits < 1) return ['ValueError', 'n must be one or more']
    if (kind === kindCodes.boundedSemaphore && first + permits > second) return ['ValueError', 'Semaphore released too many times']
    if (first + permits > 2 ** 31 - 1) return ['OverflowError', 'more permits than the lab counts']
    state[base + lockWord.first] = first + permits
  }
  return null
}

/** `lock.locked()`. */
export function lockedOperation(assembly: Assembly, pc: number, { object, to }: Of<'locked'>): Operation {
  const read = readerOf(assembly, pc, object)
  const write = writerOf(assembly, pc, to)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    const kind = read.kind(state, base)
    if (!isLock(kind)) return raise('TypeError', noMethod(kind, 'locked'))
    const first = word(state, lockBase(assembly.layout, read.payload(state, base)) + lockWord.first)
    write(state, base, kindCodes.bool, (kind === kindCodes.lock || kind === kindCodes.rlock ? first !== 0 : first === 0) ? 1 : 0)
    return pc + 1
  }
}
