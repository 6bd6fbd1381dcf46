import type { Instruction } from '../../program/instruction'
import { type Assembly, type Operation, outcome, raiser } from '../assembly'
import { newObject, tooMany, tooManyObjects } from '../state/heap'
import { identityOf, identityOfOwnLock } from '../state/identity'
import { isLock, kindCodes, noMethod } from '../state/kindCodes'
import { header, objectBase, threadWord } from '../state/layout'
import { acquire, isFree, isTaken, lockKindOf, lockOf, ownerOf, release } from './locks'
import { conditionWord, lockWord } from '../state/objectWords'
import { isOfProcesses } from './ofProcesses'
import { readerOf, writerOf } from '../state/reader'
import { timeoutReader } from './timeouts'
import type { BeginWait, EndWait } from './waitHalves'
import { joinWaitSet, leaveWaitSet, wake } from './waitSet'
import { word } from '../state/words'

type Of<Do extends Instruction['do']> = Extract<Instruction, { do: Do }>

const { condition, rlock } = kindCodes

/** Makes a condition over a lock, or over an rlock of its own. */
export function makeConditionOperation(assembly: Assembly, pc: number, { to, lock, site, span }: Of<'makeCondition'>): Operation {
  const { layout, context } = assembly
  const read = lock === null ? null : readerOf(assembly, pc, lock)
  const write = writerOf(assembly, pc, to)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    if (tooMany(state, 'objects', 2)) return raise.limit('RuntimeError', tooManyObjects)
    const kind = read === null ? kindCodes.none : read.kind(state, base)
    const own = read === null || kind === kindCodes.none
    if (!own && !isLock(kind) && kind !== condition) return raise('TypeError', noMethod(kind, 'acquire'))
    const made = newObject(assembly, state, identityOf(site))
    const given = own ? newObject(assembly, state, identityOfOwnLock(made)) : read.payload(state, base)
    const words = objectBase(layout, made)
    state[words + conditionWord.lock] = own ? given : lockOf(layout, state, kind, given)
    state[words + conditionWord.lockKind] = own ? rlock : lockKindOf(layout, state, kind, given)
    write(state, base, condition, made)
    context.witness?.made(context.thread, span.line, made)
    if (own) context.witness?.made(context.thread, span.line, given)
    return pc + 1
  }
}

/** Whether a thread may wait and notify: it has the lock. CPython asks a plain lock only whether anybody has it. */
export function isOwned({ layout }: Assembly, state: Int32Array, of: number, thread: number): boolean {
  const kind = lockKindOf(layout, state, condition, of)
  const lock = lockOf(layout, state, condition, of)
  return kind === rlock ? ownerOf(layout, state, kind, lock) === thread : isTaken(layout, state, kind, lock)
}

/** The first half of a wait for a condition: the lock is given back wholly, and the thread joins the wait set. */
export function beginConditionWait(assembly: Assembly, pc: number, { timeout, span }: Of<'beginWait'>): BeginWait {
  const { layout, context } = assembly
  const raise = raiser(assembly, pc)
  const seconds = timeoutReader(assembly, pc, timeout)
  return (state, base, object) => {
    const kind = lockKindOf(layout, state, condition, object)
    const lock = lockOf(layout, state, condition, object)
    if (!isOwned(assembly, state, object, context.thread)) {
      context.witness?.asked(context.thread, span.line, lock)
      if (isOfProcesses(assembly, state, object)) return raise('AssertionError', 'must acquire() condition before using wait()')
      return raise('RuntimeError', 'cannot wait on un-acquired lock')
    }
    const address = objectBase(layout, lock) + lockWord.second
    const depth = kind === rlock ? word(state, address) : 1
    if (kind === rlock) {
      state[base + threadWord.depth] = depth
      state[address] = 1
    }
    release(layout, state, kind, lock, context.thread, 1)
    joinWaitSet(state, base, object)
    for (let i = 0; context.witness !== null && i < depth; i++) context.witness.released(context.thread, span.line, lock)
    context.witness?.waitBegan(context.thread, span.line, object, seconds(state, base))
    return pc + 1
  }
}

/**
 * The second half. In the wait set it gives up when `timed`, staying in the set (CPython takes itself out only with its lock, so a notify may still pick it
 * and is lost), or wakes up for no reason while the machine has such wake-ups left. Out of it, or with its time over, it takes its lock again.
 */
export function endConditionWait(assembly: Assembly, pc: number, { to, timed, instead, span }: Of<'endWait'>): EndWait {
  const { layout, context } = assembly
  const write = writerOf(assembly, pc, to)

  const isPatient = (state: Int32Array, base: number): boolean => word(state, base + threadWord.waits) !== 0 && word(state, base + threadWord.expired) === 0
  const isLockFree = (state: Int32Array, object: number, thread: number): boolean =>
    isFree(layout, state, lockKindOf(layout, state, condition, object), lockOf(layout, state, condition, object), thread)
  // before the first start no step is taken, and so none of this kind; what a task awaits never comes of itself
  const mayWakeUp = (state: Int32Array): boolean => instead === undefined && word(state, header.spurious) > 0 && word(state, header.started) === 1

  function stopWaiting(state: Int32Array, base: number, object: number): number {
    if (timed) {
      state[base + threadWord.expired] = 1
      context.witness?.timedOut(context.thread, span.line, object)
      return pc
    }
    if (!mayWakeUp(state)) return outcome.blocked
    state[header.spurious] = word(state, header.spurious) - 1
    wake(assembly, state, object, context.thread, span.line)
    return pc
  }

  return {
    isOpen(state, base, object, thread) {
      return isPatient(state, base) ? timed || mayWakeUp(state) : isLockFree(state, object, thread)
    },
    go(state, base, object) {
      if (isPatient(state, base)) return stopWaiting(state, base, object)
      if (!isLockFree(state, object, context.thread)) return outcome.blocked
      takeAgain(assembly, state, base, object, span.line)
      write(state, base, kindCodes.bool, word(state, base + threadWord.expired) === 0 ? 1 : 0)
      leaveWaitSet(state, base)
      return pc + 1
    }
  }
}

// an rlock as often as the thread had it
function takeAgain({ layout, context }: Assembly, state: Int32Array, base: number, object: number, line: number): void {
  const kind = lockKindOf(layout, state, condition, object)
  const lock = lockOf(layout, state, condition, object)
  const depth = kind === rlock ? word(state, base + threadWord.depth) : 1
  acquire(layout, state, kind, lock, context.thread)
  if (kind === rlock) state[objectBase(layout, lock) + lockWord.second] = depth
  state[base + threadWord.depth] = 0
  for (let i = 0; context.witness !== null && i < depth; i++) context.witness.acquired(context.thread, line, lock)
}
