import type { Operand, TaskWait } from '../instruction'
import { branchOnNone, readField } from '../pools/lowerFuture'
import { giveWay, intoLoop, intoTask, ofLoop, raiseIfCancelled, truth } from './lowerLoopToken'
import { emit, inRegister, intOperand, type Lowering, noneOperand, register } from '../lower/lowering'
import { callRoutine, type Routine } from '../lower/routine'
import type { Span } from '../source'
import { compared, emitIf, emitWhile, variable } from '../lower/structured'
import { taskField, type Want, wants } from './taskFields'

/*
 * How tasks wait for what other tasks do: in one line, first come first served, as CPython keeps one for each object. Whoever waits has a condition of its own over
 * the loop's token, so that it can be woken alone, also to be cancelled.
 *
 *     into the line ─ give the loop back ─ … woken … ─ take it again ─ out of the line ─ cancelled?
 */

/** Fields by name. */
const fieldOf = (lowering: Lowering, task: Operand, field: keyof typeof taskField, span: Span): Operand => readField(lowering, task, taskField[field], span)

const isNoMore = (lowering: Lowering, value: Operand, span: Span): Operand => compared(lowering, value, 'is', noneOperand, span)

/** What a task waits for. `passOn` is what it does when it was told to go on and is cancelled before it does: others may need to hear it. */
export interface Parking {
  readonly on: Operand
  readonly want: Want
  /** What it is told to wait for, where that is nothing of the program's own. */
  readonly told?: TaskWait
  /** The group of tasks that it waits for, which is cancelled in its stead. */
  readonly group?: Operand
  readonly passOn?: () => void
  /** What it does whenever it is cancelled here. */
  readonly dropped?: () => void
}

/** What a task waits for, in words. */
export const toldWords = (words: string, count?: Operand): TaskWait => ({ for: 'words', words, ...(count === undefined ? {} : { count }) })

/** Waits until another task wakes this one: two steps, giving the loop back and taking it again. */
export function park(lowering: Lowering, { on, want, told, group, passOn, dropped }: Parking, span: Span): void {
  const { out } = lowering
  const me = ofLoop(lowering, 'running', span)
  emitIf(
    lowering,
    fieldOf(lowering, me, 'asked', span),
    span,
    () => {
      // it was asked to stop while it ran
      giveWay(lowering, me, span)
      raiseIfCancelled(lowering, me, span)
    },
    () => {
      callRoutine(lowering, intoLine, [me, on, intOperand(wants[want])], span)
      intoTask(lowering, me, 'awaited', group ?? noneOperand, span)
      const object = fieldOf(lowering, me, 'wake', span)
      const passed = out.label()
      const instead = { object: on, want, task: me }
      const what = told ?? { for: 'object', object: on, want }
      emit(lowering, { do: 'suspended', on: what }, false, span)
      emit(lowering, { do: 'beginWait', object, to: null, timeout: null, passed, instead }, true, span)
      emit(lowering, { do: 'endWait', object, to: null, timed: false, instead }, true, span)
      out.place(passed)
      intoLoop(lowering, 'running', me, span)
      emit(lowering, { do: 'resumed' }, false, span)
      const woken = callRoutine(lowering, outOfLine, [me], span)
      if (passOn === undefined && dropped === undefined) raiseIfCancelled(lowering, me, span)
      else
        passing(
          lowering,
          me,
          () => {
            if (passOn !== undefined) emitIf(lowering, woken, span, passOn)
            dropped?.()
          },
          span
        )
    }
  )
}

function passing(lowering: Lowering, me: Operand, whenCancelled: () => void, span: Span): void {
  const { out } = lowering
  const [failed, over, exception] = [out.label(), out.label(), register(lowering)]
  const region = out.protect(failed)
  raiseIfCancelled(lowering, me, span)
  region.close()
  emit(lowering, { do: 'jump', target: over }, false, span)
  out.place(failed)
  emit(lowering, { do: 'catch', to: exception }, false, span)
  whenCancelled()
  emit(lowering, { do: 'reraise', exception: inRegister(exception) }, false, span)
  out.place(over)
}

/** Lets the first task go on that waits for this. */
export const wakeFirst = (lowering: Lowering, on: Operand, want: Want, span: Span): void =>
  void callRoutine(lowering, first, [on, intOperand(wants[want])], span)

/** Lets all tasks go on that wait for this. */
export const wakeAll = (lowering: Lowering, on: Operand, want: Want, span: Span): void => void callRoutine(lowering, all, [on, intOperand(wants[want])], span)

/** Whether some task waits for this, and was not cancelled. */
export const isAwaited = (lowering: Lowering, on: Operand, want: Want, span: Span): Operand =>
  callRoutine(lowering, awaited, [on, intOperand(wants[want])], span)

/** Lets a task go on if it waits. */
export function rouse(lowering: Lowering, task: Operand, span: Span): void {
  emit(lowering, { do: 'notify', condition: fieldOf(lowering, task, 'wake', span), count: null }, false, span)
}

/** Tells a task that what it waited for has come. */
export function tellCome(lowering: Lowering, task: Operand, span: Span): void {
  intoTask(lowering, task, 'woken', truth(true), span)
  rouse(lowering, task, span)
}

/** Lets all tasks go on that wait for no other task: the end of the loop cancels them. */
export const wakeLeaves = (lowering: Lowering, span: Span): void => void callRoutine(lowering, leaves, [], span)

const intoLine: Routine = {
  name: 'into line',
  write(lowering, [me = noneOperand, on = noneOperand, purpose = noneOperand], span) {
    intoTask(lowering, me, 'on', on, span)
    intoTask(lowering, me, 'purpose', purpose, span)
    intoTask(lowering, me, 'woken', truth(false), span)
    const last = ofLoop(lowering, 'last', span)
    emitIf(
      lowering,
      isNoMore(lowering, last, span),
      span,
      () => intoLoop(lowering, 'first', me, span),
      () => intoTask(lowering, last, 'next', me, span)
    )
    intoLoop(lowering, 'last', me, span)
  }
}

/** Gives whether it was told that what it waited for has come. */
const outOfLine: Routine = {
  name: 'out of line',
  write(lowering, [me = noneOperand], span) {
    const before = variable(lowering, noneOperand, span)
    const at = variable(lowering, ofLoop(lowering, 'first', span), span)
    emitWhile(
      lowering,
      () => compared(lowering, at.now, 'is not', me, span),
      span,
      () => {
        before.becomes(at.now)
        at.becomes(fieldOf(lowering, at.now, 'next', span))
      }
    )
    const next = fieldOf(lowering, me, 'next', span)
    emitIf(
      lowering,
      isNoMore(lowering, before.now, span),
      span,
      () => intoLoop(lowering, 'first', next, span),
      () => intoTask(lowering, before.now, 'next', next, span)
    )
    emitIf(lowering, isNoMore(lowering, next, span), span, () => intoLoop(lowering, 'last', before.now, span))
    intoTask(lowering, me, 'next', noneOperand, span)
    intoTask(lowering, me, 'on', noneOperand, span)
    intoTask(lowering, me, 'awaited', noneOperand, span)
    const woken = fieldOf(lowering, me, 'woken', span)
    intoTask(lowering, me, 'woken', truth(false), span)
    emit(lowering, { do: 'return', value: woken }, false, span)
  }
}

/** Walks the line, over all that were neither woken nor cancelled and wait for this. */
function eachWaiting(lowering: Lowering, on: Operand, purpose: Operand, span: Span, visit: (task: Operand) => void): void {
  eachInLine(lowering, span, (task) => {
    const isFor = (): Operand => compared(lowering, fieldOf(lowering, task, 'on', span), 'is', on, span)
    emitIf(lowering, isFor(), span, () =>
      emitIf(lowering, compared(lowering, fieldOf(lowering, task, 'purpose', span), '==', purpose, span), span, () => visit(task))
    )
  })
}

function eachInLine(lowering: Lowering, span: Span, visit: (task: Operand) => void): void {
  const at = variable(lowering, ofLoop(lowering, 'first', span), span)
  emitWhile(
    lowering,
    () => compared(lowering, at.now, 'is not', noneOperand, span),
    span,
    () => {
      visit(at.now)
      at.becomes(fieldOf(lowering, at.now, 'next', span))
    }
  )
}

function unlessWoken(lowering: Lowering, task: Operand, span: Span, act: () => void): void {
  const nothing = (): void => undefined
  emitIf(lowering, fieldOf(lowering, task, 'woken', span), span, nothing, () => emitIf(lowering, fieldOf(lowering, task, 'asked', span), span, nothing, act))
}

const first: Routine = {
  name: 'wake first',
  write(lowering, [on = noneOperand, purpose = noneOperand], span) {
    eachWaiting(lowering, on, purpose, span, (task) =>
      unlessWoken(lowering, task, span, () => {
        tellCome(lowering, task, span)
        emit(lowering, { do: 'return', value: noneOperand }, false, span)
      })
    )
  }
}

const all: Routine = {
  name: 'wake all',
  write(lowering, [on = noneOperand, purpose = noneOperand], span) {
    eachWaiting(lowering, on, purpose, span, (task) => unlessWoken(lowering, task, span, () => tellCome(lowering, task, span)))
  }
}

const awaited: Routine = {
  name: 'is awaited',
  write(lowering, [on = noneOperand, purpose = noneOperand], span) {
    const yes = (): void => void emit(lowering, { do: 'return', value: truth(true) }, false, span)
    eachWaiting(lowering, on, purpose, span, (task) =>
      emitIf(lowering, fieldOf(lowering, task, 'woken', span), span, yes, () =>
        emitIf(lowering, fieldOf(lowering, task, 'asked', span), span, () => undefined, yes)
      )
    )
    emit(lowering, { do: 'return', value: truth(false) }, false, span)
  }
}

const leaves: Routine = {
  name: 'wake leaves',
  write(lowering, _, span) {
    eachInLine(lowering, span, (task) => {
      const { out } = lowering
      const [leaf, group, over] = [out.label(), out.label(), out.label()]
      branchOnNone(lowering, fieldOf(lowering, task, 'awaited', span), leaf, group, span)
      out.place(group)
      emit(lowering, { do: 'jump', target: over }, false, span)
      out.place(leaf)
      rouse(lowering, task, span)
      out.place(over)
    })
  }
}
