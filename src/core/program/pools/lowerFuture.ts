import type { Operand } from '../instruction'
import { addSite } from '../lower/addSite'
import { futureField } from './futureFields'
import { constantOperand, emit, inRegister, intOperand, kept, type Lowering, noneOperand, register } from '../lower/lowering'
import { computed, givenTo, isNone } from '../lower/signature'
import type { Span } from '../source'
import type { Call } from '../read/syntax'
import type { RecordRole } from '../value'

/** Fields of a failure: an exception in parts, as an exception itself belongs to its thread. */
const failureField = { kind: 0, message: 1, line: 2 } as const

/** Makes a future that nothing has come to yet, with fields of its maker's. `name` is the variable that will hold it. */
export function makeFuture(lowering: Lowering, span: Span, name: string, own: readonly Operand[]): { readonly future: Operand; readonly site: number } {
  const [done, to] = [register(lowering), register(lowering)]
  const site = addSite(lowering, 'record', name, span, 'future')
  const event = addSite(lowering, 'event', name, span, 'future')
  emit(lowering, { do: 'makeEvent', to: done, site: event }, false, span)
  // what is not None yet is no place for None either: that nothing failed is
  emit(lowering, { do: 'makeRecord', to, fields: [inRegister(done), null, noneOperand, ...own], site }, false, span)
  return { future: inRegister(to), site }
}

/** Reads a field into a register of its own. `of` is what the program takes the record to be; `site` where it is sure to have been made there. */
export function readField(lowering: Lowering, record: Operand, field: number, span: Span, of: RecordRole | null = null, site: number | null = null): Operand {
  const to = register(lowering)
  emit(lowering, { do: 'readField', to, record, field, site, of }, false, span)
  return inRegister(to)
}

/** Goes on at `same` when a value is None, else at `other`. */
export function branchOnNone(lowering: Lowering, value: Operand, same: number, other: number, span: Span): void {
  const test = register(lowering)
  emit(lowering, { do: 'compare', to: test, operator: 'is', left: value, right: noneOperand }, false, span)
  emit(lowering, { do: 'branch', value: inRegister(test), ifTrue: same, ifFalse: other }, false, span)
}

/** Keeps an exception as what a future failed with, and says that it is done. */
export function failFuture(lowering: Lowering, future: Operand, exception: Operand, span: Span): void {
  const [kind, message, line] = [register(lowering), register(lowering), register(lowering)]
  emit(lowering, { do: 'exceptionName', to: kind, exception }, false, span)
  emit(lowering, { do: 'text', to: message, parts: [{ value: exception, repr: false }] }, false, span)
  emit(lowering, { do: 'exceptionLine', to: line, exception }, false, span)
  keepFailure(lowering, future, [inRegister(kind), inRegister(message), inRegister(line)], span)
}

function keepFailure(lowering: Lowering, future: Operand, parts: readonly Operand[], span: Span): void {
  const failure = register(lowering)
  emit(lowering, { do: 'makeRecord', to: failure, fields: parts, site: addSite(lowering, 'record', '', span) }, false, span)
  emit(lowering, { do: 'writeField', record: future, field: futureField.failure, value: inRegister(failure), site: null }, false, span)
}

/** Waits for a future and gives its result, or raises what it failed with. */
export function emitResult(lowering: Lowering, future: Operand, timeout: Operand | null, span: Span): Operand {
  emitWait(lowering, readField(lowering, future, futureField.done, span, 'future'), timeout, span)
  return emitOutcome(lowering, future, span)
}

/** The result of what is done, or what it failed with, raised. */
export function emitOutcome(lowering: Lowering, future: Operand, span: Span): Operand {
  const { out } = lowering
  const [bad, good] = [out.label(), out.label()]
  const failure = readField(lowering, future, futureField.failure, span)
  branchOnNone(lowering, failure, good, bad, span)
  out.place(bad)
  const part = (field: number): Operand => readField(lowering, failure, field, span)
  emit(lowering, { do: 'raiseKept', kind: part(failureField.kind), message: part(failureField.message), line: part(failureField.line) }, false, span)
  out.place(good)
  return readField(lowering, future, futureField.value, span)
}

/** Waits until a future is done, well or not. */
export const emitDone = (lowering: Lowering, future: Operand, span: Span): void =>
  emitWait(lowering, readField(lowering, future, futureField.done, span, 'future'), null, span)

/** The same with a timeout: whether it was done in time. */
export function emitDoneWithin(lowering: Lowering, future: Operand, timeout: Operand, span: Span): Operand {
  const passed = lowering.out.label()
  const inTime = beginWait(lowering, readField(lowering, future, futureField.done, span, 'future'), timeout, passed, span)
  lowering.out.place(passed)
  return inTime
}

/** The name of the kind of exception that a failure is. */
export const failureKind = (lowering: Lowering, failure: Operand, span: Span): Operand => readField(lowering, failure, failureField.kind, span)

function beginWait(lowering: Lowering, done: Operand, timeout: Operand, passed: number, span: Span): Operand {
  const to = register(lowering)
  emit(lowering, { do: 'beginWait', object: done, to, timeout, passed }, true, span)
  emit(lowering, { do: 'endWait', object: done, to, timed: true }, true, span)
  return inRegister(to)
}

function emitWait(lowering: Lowering, done: Operand, timeout: Operand | null, span: Span): void {
  const { out } = lowering
  const [passed, late] = [out.label(), out.label()]
  if (timeout === null) {
    emit(lowering, { do: 'beginWait', object: done, to: null, timeout, passed }, true, span)
    emit(lowering, { do: 'endWait', object: done, to: null, timed: false }, true, span)
  } else {
    emit(lowering, { do: 'branch', value: beginWait(lowering, done, timeout, passed, span), ifTrue: passed, ifFalse: late }, false, span)
    out.place(late)
    emit(lowering, { do: 'raise', kind: 'TimeoutError', message: [] }, false, span)
  }
  out.place(passed)
}

/** `future.result()`, `future.result(timeout=0.5)`. */
export function lowerResult(lowering: Lowering, call: Call, object: Operand): Operand {
  const given = givenTo(lowering, call, ['timeout'], 0, 'result(timeout=0.5)')
  const future = kept(lowering, object)
  const timeout = given === null || isNone(given.get('timeout')) ? null : (computed(lowering, given).get('timeout') ?? null)
  return emitResult(lowering, future, timeout, call.span)
}

/** `future.done()`. */
export function lowerDone(lowering: Lowering, call: Call, future: Operand): Operand {
  givenTo(lowering, call, [], 0, 'done()')
  const event = readField(lowering, future, futureField.done, call.span)
  const to = register(lowering)
  emit(lowering, { do: 'isSet', to, event }, true, call.span)
  return inRegister(to)
}

/** `future.cancel()`: True when its work had not begun; then nobody does it any more. */
export function lowerCancel(lowering: Lowering, call: Call, object: Operand): Operand {
  givenTo(lowering, call, [], 0, 'cancel()')
  return emitCancel(lowering, kept(lowering, object), call.span)
}

/** Drops a future's work if nobody has begun it. */
export function emitCancel(lowering: Lowering, future: Operand, span: Span): Operand {
  const { out } = lowering
  const done = readField(lowering, future, futureField.done, span, 'future')
  const [isDropped, drop, end] = [register(lowering), out.label(), out.label()]
  emit(lowering, { do: 'claimWork', to: isDropped, future: done, purpose: 'cancel', travels: lowering.foresight.workers === 'process' }, true, span)
  emit(lowering, { do: 'branch', value: inRegister(isDropped), ifTrue: drop, ifFalse: end }, false, span)
  out.place(drop)
  const text = (words: string): Operand => constantOperand('str', lowering.textNumber(words))
  keepFailure(lowering, future, [text('CancelledError'), text(''), intOperand(span.line)], span)
  emit(lowering, { do: 'setEvent', event: done }, false, span)
  out.place(end)
  return inRegister(isDropped)
}

/** Waits until an event is set. */
export const emitWaitFor = (lowering: Lowering, event: Operand, span: Span): void => emitWait(lowering, event, null, span)
