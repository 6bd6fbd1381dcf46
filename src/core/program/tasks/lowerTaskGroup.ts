import { addSite } from '../lower/addSite'
import type { Operand } from '../instruction'
import { emitCancelTask } from './lowerCancel'
import { readField } from '../pools/lowerFuture'
import { intoTask, ofLoop, truth } from './lowerLoopToken'
import { park, toldWords, wakeAll } from './lowerParking'
import { emit, inRegister, intOperand, kept, type Lowering, noneOperand, register } from '../lower/lowering'
import { callRoutine, type Routine } from '../lower/routine'
import type { Span } from '../source'
import { compared, emitIf, emitUnless, emitWhile, variable } from '../lower/structured'
import { memberField, taskField, taskGroupField } from './taskFields'

/*
 * `async with asyncio.TaskGroup() as group`, as it is from Python 3.13 on: its end waits for all tasks of the group; the first that fails has the others and the block
 * cancelled, and all failures come out together. That a task has failed is noticed in a later turn of the loop than its last.
 *
 *     [ block ] ─ wait for all ─ failures? ─ ExceptionGroup
 *         └ exception ─ cancel all ─┘ └ no ─ CancelledError, if it came from outside
 */

type Field = keyof typeof taskGroupField

const ofGroup = (lowering: Lowering, group: Operand, field: Field, span: Span): Operand => readField(lowering, group, taskGroupField[field], span)

function intoGroup(lowering: Lowering, group: Operand, field: Field, value: Operand, span: Span): void {
  emit(lowering, { do: 'writeField', record: group, field: taskGroupField[field], value, site: null }, false, span)
}

function count(lowering: Lowering, group: Operand, field: 'left' | 'errors', operator: '+' | '-', span: Span): void {
  const to = register(lowering)
  emit(lowering, { do: 'arithmetic', to, operator, left: ofGroup(lowering, group, field, span), right: intOperand(1) }, false, span)
  intoGroup(lowering, group, field, inRegister(to), span)
}

/** Makes a group without tasks. `hint` is the variable that will hold it. */
export function makeTaskGroup(lowering: Lowering, hint: string, span: Span): Operand {
  const values: Readonly<Record<Field, Operand | null>> = {
    done: truth(false),
    value: null,
    failure: noneOperand,
    members: noneOperand,
    isAborting: truth(false),
    parentAsked: truth(false),
    parent: ofLoop(lowering, 'running', span),
    left: intOperand(0),
    errors: intOperand(0),
    isExiting: truth(false)
  }
  const to = register(lowering)
  const fields = Object.entries(taskGroupField)
    .toSorted(([, one], [, other]) => one - other)
    .map(([field]) => values[field as Field])
  emit(lowering, { do: 'makeRecord', to, fields, site: addSite(lowering, 'record', hint, span, 'taskGroup') }, false, span)
  return inRegister(to)
}

/** What must hold before a group takes one more task. */
export function checkOpen(lowering: Lowering, group: Operand, span: Span): void {
  const refuse = (what: string): void => void emit(lowering, { do: 'raise', kind: 'RuntimeError', message: [{ text: `TaskGroup is ${what}` }] }, false, span)
  readField(lowering, group, taskGroupField.done, span, 'taskGroup')
  emitIf(lowering, ofGroup(lowering, group, 'isExiting', span), span, () =>
    emitIf(lowering, compared(lowering, ofGroup(lowering, group, 'left', span), '==', intOperand(0), span), span, () => refuse('finished'))
  )
  emitIf(lowering, ofGroup(lowering, group, 'isAborting', span), span, () => refuse('shutting down'))
}

/** Takes a task into a group, before it begins. */
export function joinTaskGroup(lowering: Lowering, group: Operand, task: Operand, span: Span): void {
  const member = register(lowering)
  const fields = [group, task, noneOperand, ofGroup(lowering, group, 'members', span)]
  emit(lowering, { do: 'makeRecord', to: member, fields, site: addSite(lowering, 'record', '', span, 'group') }, false, span)
  intoGroup(lowering, group, 'members', inRegister(member), span)
  intoTask(lowering, task, 'owner', group, span)
  count(lowering, group, 'left', '+', span)
}

/** Tells the group of a task, if it has one, that it has ended without a failure. True when there is a failure to be told later. */
export const tellTaskGroup = (lowering: Lowering, task: Operand, span: Span): Operand => callRoutine(lowering, tell, [task], span)

const tell: Routine = {
  name: 'tell task group',
  write(lowering, [task = noneOperand], span) {
    const answer = (value: boolean): void => void emit(lowering, { do: 'return', value: truth(value) }, false, span)
    const owner = readField(lowering, task, taskField.owner, span)
    emitIf(lowering, compared(lowering, owner, 'is', noneOperand, span), span, () => answer(false))
    emitIf(lowering, compared(lowering, readField(lowering, task, taskField.failure, span), 'is not', noneOperand, span), span, () =>
      emitUnless(lowering, readField(lowering, task, taskField.cancelled, span), span, () => answer(true))
    )
    leave(lowering, owner, span)
    answer(false)
  }
}

function leave(lowering: Lowering, group: Operand, span: Span): void {
  count(lowering, group, 'left', '-', span)
  emitIf(lowering, compared(lowering, ofGroup(lowering, group, 'left', span), '==', intOperand(0), span), span, () => wakeAll(lowering, group, 'pass', span))
}

/** Tells the group of a task that it has failed: unless that was done before, all others and the block are cancelled. */
export const tellFailed = (lowering: Lowering, task: Operand, span: Span): void => void callRoutine(lowering, failed, [task], span)

const failed: Routine = {
  name: 'task failed',
  write(lowering, [task = noneOperand], span) {
    const group = readField(lowering, task, taskField.owner, span)
    leave(lowering, group, span)
    count(lowering, group, 'errors', '+', span)
    const unless = (field: 'isAborting' | 'parentAsked', act: () => void): void =>
      emitIf(lowering, ofGroup(lowering, group, field, span), span, () => undefined, act)
    unless('isAborting', () =>
      unless('parentAsked', () => {
        abort(lowering, group, span)
        intoGroup(lowering, group, 'parentAsked', truth(true), span)
        emitCancelTask(lowering, ofGroup(lowering, group, 'parent', span), span)
      })
    )
  }
}

function abort(lowering: Lowering, group: Operand, span: Span): void {
  intoGroup(lowering, group, 'isAborting', truth(true), span)
  const member = variable(lowering, ofGroup(lowering, group, 'members', span), span)
  emitWhile(
    lowering,
    () => compared(lowering, member.now, 'is not', noneOperand, span),
    span,
    () => {
      emitCancelTask(lowering, readField(lowering, member.now, memberField.task, span), span)
      member.becomes(readField(lowering, member.now, memberField.nextOfGroup, span))
    }
  )
}

/** Runs the block of an `async with` over a group, and waits for the group's tasks on every way out. */
export function withTaskGroup(lowering: Lowering, group: Operand, span: Span, block: () => void): void {
  const { out, frame } = lowering
  const [left, over] = [out.label(), out.label()]
  const region = out.protect(left)
  frame.cleanups.push({ region, emit: () => waitForAll(lowering, group, null, span), isLong: true })
  block()
  frame.cleanups.pop()
  region.close()
  waitForAll(lowering, group, null, span)
  emit(lowering, { do: 'jump', target: over }, false, span)
  out.place(left)
  const exception = register(lowering)
  emit(lowering, { do: 'catch', to: exception }, false, span)
  waitForAll(lowering, group, inRegister(exception), span)
  out.place(over)
}

/** The end of a group; `exception` is what left its block. */
function waitForAll(lowering: Lowering, group: Operand, exception: Operand | null, span: Span): void {
  const me = kept(lowering, ofLoop(lowering, 'running', span))
  const isCancelled = variable(lowering, truth(false), span)
  intoGroup(lowering, group, 'isExiting', truth(true), span)
  if (exception !== null) {
    const matches = register(lowering)
    emit(lowering, { do: 'matches', to: matches, exception, kinds: ['CancelledError'] }, false, span)
    isCancelled.becomes(inRegister(matches))
    abortOnce(lowering, group, span)
  }
  const wasCancelled = kept(lowering, isCancelled.now)
  emitWhile(
    lowering,
    () => compared(lowering, ofGroup(lowering, group, 'left', span), '>', intOperand(0), span),
    span,
    () => waitOnce(lowering, group, () => isCancelled.becomes(truth(true)), span)
  )
  emitIf(lowering, ofGroup(lowering, group, 'parentAsked', span), span, () => takeBack(lowering, me, span))
  if (exception !== null) emitUnless(lowering, wasCancelled, span, () => count(lowering, group, 'errors', '+', span))
  raiseFailures(lowering, group, me, span)
  if (exception !== null) emitIf(lowering, wasCancelled, span, () => void emit(lowering, { do: 'reraise', exception }, false, span))
  emitIf(lowering, isCancelled.now, span, () => void emit(lowering, { do: 'raise', kind: 'CancelledError', message: [] }, false, span))
}

function abortOnce(lowering: Lowering, group: Operand, span: Span): void {
  emitUnless(lowering, ofGroup(lowering, group, 'isAborting', span), span, () => abort(lowering, group, span))
}

/** Waits until the last task has ended, or this one is cancelled: from outside, unless the group itself had it cancelled. */
function waitOnce(lowering: Lowering, group: Operand, fromOutside: () => void, span: Span): void {
  const { out } = lowering
  const [cancelled, over] = [out.label(), out.label()]
  const region = out.protect(cancelled)
  park(lowering, { on: group, want: 'pass', told: toldWords('TaskGroup of', ofGroup(lowering, group, 'left', span)) }, span)
  region.close()
  emit(lowering, { do: 'jump', target: over }, false, span)
  out.place(cancelled)
  emit(lowering, { do: 'catch', to: register(lowering) }, false, span)
  emitUnless(lowering, ofGroup(lowering, group, 'isAborting', span), span, () => {
    fromOutside()
    abort(lowering, group, span)
  })
  out.place(over)
}

/** The group's own request to stop is no longer one. */
function takeBack(lowering: Lowering, me: Operand, span: Span): void {
  const left = register(lowering)
  emit(lowering, { do: 'arithmetic', to: left, operator: '-', left: readField(lowering, me, taskField.cancels, span), right: intOperand(1) }, false, span)
  intoTask(lowering, me, 'cancels', inRegister(left), span)
  emitIf(lowering, compared(lowering, inRegister(left), '==', intOperand(0), span), span, () => intoTask(lowering, me, 'asked', truth(false), span))
}

function raiseFailures(lowering: Lowering, group: Operand, me: Operand, span: Span): void {
  const errors = ofGroup(lowering, group, 'errors', span)
  const raise = (plural: string): void => {
    const message = [{ text: 'unhandled errors in a TaskGroup (' }, { value: errors, repr: false }, { text: ` sub-exception${plural})` }]
    emit(lowering, { do: 'raise', kind: 'ExceptionGroup', message }, false, span)
  }
  emitIf(lowering, compared(lowering, errors, '>', intOperand(0), span), span, () => {
    // who was asked to stop from outside too is to hear of it again at its next `await`
    emitIf(lowering, compared(lowering, readField(lowering, me, taskField.cancels, span), '>', intOperand(0), span), span, () =>
      intoTask(lowering, me, 'asked', truth(true), span)
    )
    emitIf(
      lowering,
      compared(lowering, errors, '==', intOperand(1), span),
      span,
      () => raise(''),
      () => raise('s')
    )
  })
}
