import type { Operand } from '../instruction'
import { emit, inRegister, intOperand, type Lowering, noneOperand } from './lowering'
import { computed, type Given, givenTo, isNone } from './signature'
import type { Call } from '../read/syntax'

/** How long a call is ready to wait: not at all, for so many seconds, or (`blocking` without a timeout) for ever. */
export interface Patience {
  readonly blocking: boolean
  readonly timeout: Operand | null
}

/** Reads the arguments of a call that may wait; `word` is what its signature calls the flag, which must be written down. */
export function patienceOf(lowering: Lowering, call: Call, given: Given, values: ReadonlyMap<string, Operand>, word: 'blocking' | 'block'): Patience {
  const flag = given.get(word)
  const isKnown = flag === undefined || (flag.is === 'literal' && (flag.literal.kind === 'bool' || flag.literal.kind === 'int'))
  if (!isKnown) lowering.problems.add(flag.span, `whether \`${nameOf(call)}\` waits must be written down`, 'write `True` or `False`')
  const blocking = flag?.is === 'literal' && (flag.literal.kind === 'bool' || flag.literal.kind === 'int') ? Boolean(flag.literal.value) : true
  return { blocking, timeout: isNone(given.get('timeout')) ? null : (values.get('timeout') ?? null) }
}

const nameOf = ({ callee }: Call): string => (callee.is === 'attribute' ? callee.name : 'this')

/** `acquire()`, `acquire(False)`, `acquire(timeout=0.5)`. */
export function lowerAcquire(lowering: Lowering, call: Call, object: Operand, to: number | null): Operand {
  const written = givenTo(lowering, call, ['blocking', 'timeout'], 0, 'acquire(timeout=0.5)')
  const given = withoutEternity(written)
  if (given === null) return noneOperand
  const { blocking, timeout } = patienceOf(lowering, call, given, computed(lowering, given), 'blocking')
  const late = given.get('timeout')
  if (late !== undefined && isNone(late)) lowering.problems.add(late.span, '`Lock.acquire` takes no `None` as its timeout', 'leave it out')
  else if (late !== undefined && !blocking) lowering.problems.add(late.span, '`acquire` is told not to wait, and how long', 'leave out one of them')
  // what -1 means depends on what is acquired: locks are waited for without an end, semaphores only tried
  if (blocking && given !== written) emit(lowering, { do: 'tryAcquire', object, to, timeout: intOperand(-1) }, true, call.span)
  else if (blocking && timeout === null) emit(lowering, { do: 'acquire', object, to }, true, call.span)
  else emit(lowering, { do: 'tryAcquire', object, to, timeout }, true, call.span)
  return to === null ? noneOperand : inRegister(to)
}

/** A timeout of -1 is Python's word for none. */
function withoutEternity(given: Given | null): Given | null {
  const timeout = given?.get('timeout')
  if (given === null || timeout?.is !== 'literal' || timeout.literal.kind !== 'int' || timeout.literal.value !== -1) return given
  return new Map([...given].filter(([name]) => name !== 'timeout'))
}

/** `release()`, and `release(n)` of semaphores. */
export function lowerRelease(lowering: Lowering, call: Call, object: Operand): Operand {
  const given = givenTo(lowering, call, ['n'], 0, 'release()')
  const permits = given === null ? null : (computed(lowering, given).get('n') ?? null)
  emit(lowering, { do: 'release', object, permits }, true, call.span)
  return noneOperand
}
