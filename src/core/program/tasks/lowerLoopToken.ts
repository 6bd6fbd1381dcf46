import { addSite } from '../lower/addSite'
import type { Operand, TaskWait } from '../instruction'
import { readField } from '../pools/lowerFuture'
import { constantOperand, emit, inRegister, intOperand, type Lowering, noneOperand, register } from '../lower/lowering'
import type { Span } from '../source'
import { loopField, taskField } from './taskFields'
import type { TaskWork } from './taskWork'

/*
 * `asyncio`, made of what there is. The event loop is a token, which is a lock: a task runs only while it has it, and gives it back only where an `await` really
 * suspends. So one task of the loop runs at a time, a blocking call keeps all others from running, and threads outside run beside it. Who takes the token next is
 * for the schedule to choose. A task is a thread and a record, which only whoever has the token reads or writes.
 */

/** The hidden name that holds the event loop. */
export const loopName = 'event loop'
/** True or False as an operand. */
export const truth = (value: boolean): Operand => constantOperand('bool', value ? 1 : 0)

/** Makes the loop, before anything else. */
export function makeLoop(lowering: Lowering, loop: NonNullable<TaskWork['loop']>): void {
  const span = lowering.scopes.module.body[0]?.span ?? lowering.span
  const [token, empty, to] = [register(lowering), register(lowering), register(lowering)]
  emit(lowering, { do: 'makeLock', to: token, kind: 'lock', permits: null, site: addSite(lowering, 'lock', loopName, span) }, false, span)
  emit(lowering, { do: 'makeEvent', to: empty, site: addSite(lowering, 'event', 'no task left', span) }, false, span)
  const fields = [inRegister(token), null, intOperand(0), intOperand(0), truth(false), inRegister(empty), noneOperand, noneOperand, intOperand(0)]
  emit(lowering, { do: 'makeRecord', to, fields, site: addSite(lowering, 'record', loopName, span, 'loop') }, false, span)
  emit(lowering, { do: 'writeName', name: loop.name, value: inRegister(to) }, false, span)
}

/** Reads a field of the loop. */
export const ofLoop = (lowering: Lowering, field: keyof typeof loopField, span: Span): Operand =>
  readField(lowering, lowering.tasks.loop ?? noneOperand, loopField[field], span)

/** Writes a field of the loop. */
export function intoLoop(lowering: Lowering, field: keyof typeof loopField, value: Operand, span: Span): void {
  emit(lowering, { do: 'writeField', record: lowering.tasks.loop ?? noneOperand, field: loopField[field], value, site: null }, false, span)
}

/** Writes a field of a task. */
export function intoTask(lowering: Lowering, task: Operand, field: keyof typeof taskField, value: Operand, span: Span): void {
  emit(lowering, { do: 'writeField', record: task, field: taskField[field], value, site: null }, false, span)
}

/** Makes the record of a task. */
export function makeTask(lowering: Lowering, name: string, span: Span): Operand {
  const [wake, to] = [register(lowering), register(lowering)]
  emit(
    lowering,
    { do: 'makeCondition', to: wake, lock: ofLoop(lowering, 'token', span), site: addSite(lowering, 'condition', name, span, 'wake') },
    false,
    span
  )
  const values: Readonly<Record<keyof typeof taskField, Operand | null>> = {
    done: truth(false),
    value: null,
    failure: noneOperand,
    members: noneOperand,
    asked: truth(false),
    told: truth(false),
    awaited: noneOperand,
    cancelled: truth(false),
    thread: null,
    wake: inRegister(wake),
    next: noneOperand,
    on: noneOperand,
    purpose: intOperand(0),
    woken: truth(false),
    watchers: noneOperand,
    todo: noneOperand,
    isQueued: truth(false),
    cancels: intOperand(0),
    owner: noneOperand
  }
  const fields = Object.entries(taskField)
    .toSorted(([, one], [, other]) => one - other)
    .map(([field]) => values[field as keyof typeof taskField])
  emit(lowering, { do: 'makeRecord', to, fields, site: addSite(lowering, 'record', name, span, 'task') }, false, span)
  return inRegister(to)
}

/** Takes the loop for a task: a step. */
export function takeLoop(lowering: Lowering, task: Operand, span: Span): void {
  emit(lowering, { do: 'acquire', object: ofLoop(lowering, 'token', span), to: null }, true, span)
  intoLoop(lowering, 'running', task, span)
  emit(lowering, { do: 'resumed' }, false, span)
}

/** Gives the loop back: a step. */
export function leaveLoop(lowering: Lowering, span: Span): void {
  emit(lowering, { do: 'release', object: ofLoop(lowering, 'token', span), permits: null }, true, span)
}

/** Gives the others a turn: two steps. */
export function giveWay(lowering: Lowering, task: Operand, span: Span, on: TaskWait | null = null): void {
  emit(lowering, { do: 'suspended', on }, false, span)
  leaveLoop(lowering, span)
  takeLoop(lowering, task, span)
}

/** Gives the loop back, does what the task waits for, and takes it again; then it may find that it was cancelled. */
export function suspend(lowering: Lowering, on: TaskWait | null, wait: () => void, span: Span): void {
  const me = ofLoop(lowering, 'running', span)
  emit(lowering, { do: 'suspended', on }, false, span)
  leaveLoop(lowering, span)
  wait()
  takeLoop(lowering, me, span)
  raiseIfCancelled(lowering, me, span)
}

/** One more has asked a task to stop. */
export function countCancel(lowering: Lowering, task: Operand, span: Span): void {
  const to = register(lowering)
  emit(lowering, { do: 'arithmetic', to, operator: '+', left: readField(lowering, task, taskField.cancels, span), right: intOperand(1) }, false, span)
  intoTask(lowering, task, 'cancels', inRegister(to), span)
}

/** Raises CancelledError in a task that was asked to stop, once for each time; the end of the loop asks once. */
export function raiseIfCancelled(lowering: Lowering, me: Operand, span: Span): void {
  const { out } = lowering
  const [asked, next, closing, untold, raise, over] = [out.label(), out.label(), out.label(), out.label(), out.label(), out.label()]
  const branch = (value: Operand, ifTrue: number, ifFalse: number): unknown => emit(lowering, { do: 'branch', value, ifTrue, ifFalse }, false, span)
  branch(readField(lowering, me, taskField.asked, span), asked, next)
  out.place(asked)
  intoTask(lowering, me, 'asked', truth(false), span)
  emit(lowering, { do: 'jump', target: raise }, false, span)
  out.place(next)
  branch(ofLoop(lowering, 'closing', span), closing, over)
  out.place(closing)
  branch(readField(lowering, me, taskField.told, span), over, untold)
  out.place(untold)
  intoTask(lowering, me, 'told', truth(true), span)
  countCancel(lowering, me, span)
  out.place(raise)
  emit(lowering, { do: 'raise', kind: 'CancelledError', message: [] }, false, span)
  out.place(over)
}
