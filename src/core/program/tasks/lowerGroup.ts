import { addSite } from '../lower/addSite'
import type { Operand, TaskWait } from '../instruction'
import { readField } from '../pools/lowerFuture'
import { intoTask, ofLoop, truth } from './lowerLoopToken'
import { park, tellCome, toldWords } from './lowerParking'
import { emit, inRegister, intOperand, type Lowering, noneOperand, register } from '../lower/lowering'
import { callRoutine, type Routine } from '../lower/routine'
import type { Span } from '../source'
import { compared, emitIf, emitUnless, emitWhile, variable } from '../lower/structured'
import { groupField, memberField, taskField } from './taskFields'

/*
 * Tasks that are waited for together. A member stands in two lists: that of the group's tasks, for cancelling them, and that of the task's groups, which the end of
 * the task goes through.
 */

/** Reads a field of a group. */
export const ofGroup = (lowering: Lowering, group: Operand, field: keyof typeof groupField, span: Span): Operand =>
  readField(lowering, group, groupField[field], span)

function intoGroup(lowering: Lowering, group: Operand, field: keyof typeof groupField, value: Operand, span: Span): void {
  emit(lowering, { do: 'writeField', record: group, field: groupField[field], value, site: null }, false, span)
}

/** What of a group is waited for: the end of all; or the first failure, cancelled tasks among them; or a failure of one that was not cancelled; or the first end. */
export type Enough = 'all' | 'failure' | 'exception' | 'end'

/** Makes a group of nobody. */
export function makeGroup(lowering: Lowering, enough: Enough, span: Span): Operand {
  const to = register(lowering)
  const fields: (Operand | null)[] = Array.from({ length: groupField.left + 1 }, () => null)
  fields[groupField.done] = truth(false)
  fields[groupField.failure] = noneOperand
  fields[groupField.members] = noneOperand
  fields[groupField.isEager] = truth(enough === 'failure' || enough === 'exception')
  fields[groupField.isLenient] = truth(enough === 'exception' || enough === 'end')
  fields[groupField.failed] = noneOperand
  fields[groupField.cancelled] = truth(false)
  fields[groupField.waiter] = noneOperand
  fields[groupField.left] = intOperand(0)
  emit(lowering, { do: 'makeRecord', to, fields, site: addSite(lowering, 'record', '', span, 'group') }, false, span)
  return inRegister(to)
}

/** Takes a task into a group. */
export const addMember = (lowering: Lowering, group: Operand, task: Operand, span: Span): void => void callRoutine(lowering, add, [group, task], span)

const add: Routine = {
  name: 'add member',
  write(lowering, [group = noneOperand, task = noneOperand], span) {
    emitIf(
      lowering,
      readField(lowering, task, taskField.done, span),
      span,
      () => noteEnd(lowering, group, task, span),
      () => {
        const left = register(lowering)
        emit(lowering, { do: 'arithmetic', to: left, operator: '+', left: ofGroup(lowering, group, 'left', span), right: intOperand(1) }, false, span)
        intoGroup(lowering, group, 'left', inRegister(left), span)
        const member = register(lowering)
        const fields = [group, task, readField(lowering, task, taskField.watchers, span), ofGroup(lowering, group, 'members', span)]
        emit(lowering, { do: 'makeRecord', to: member, fields, site: addSite(lowering, 'record', '', span, 'group') }, false, span)
        intoTask(lowering, task, 'watchers', inRegister(member), span)
        intoGroup(lowering, group, 'members', inRegister(member), span)
      }
    )
  }
}

/** Notes that a task of a group has ended, and whether that is enough. */
function noteEnd(lowering: Lowering, group: Operand, task: Operand, span: Span): void {
  const isEager = ofGroup(lowering, group, 'isEager', span)
  const isLenient = ofGroup(lowering, group, 'isLenient', span)
  emitIf(lowering, compared(lowering, readField(lowering, task, taskField.failure, span), 'is not', noneOperand, span), span, () => {
    emitIf(lowering, compared(lowering, ofGroup(lowering, group, 'failed', span), 'is', noneOperand, span), span, () =>
      intoGroup(lowering, group, 'failed', task, span)
    )
    emitIf(lowering, isEager, span, () =>
      emitIf(
        lowering,
        isLenient,
        span,
        () => emitUnless(lowering, readField(lowering, task, taskField.cancelled, span), span, () => isOver(lowering, group, span)),
        () => isOver(lowering, group, span)
      )
    )
  })
  emitUnless(lowering, isEager, span, () => emitIf(lowering, isLenient, span, () => isOver(lowering, group, span)))
}

const isOver = (lowering: Lowering, group: Operand, span: Span): void => intoGroup(lowering, group, 'done', truth(true), span)

/** Notes whether all tasks of a group have ended; to be asked when all are in it. */
export function noteAll(lowering: Lowering, group: Operand, span: Span): void {
  emitIf(lowering, compared(lowering, ofGroup(lowering, group, 'left', span), '==', intOperand(0), span), span, () => isOver(lowering, group, span))
}

/** Tells all groups of a task that it has ended. */
export const tellEnded = (lowering: Lowering, task: Operand, span: Span): void => void callRoutine(lowering, ended, [task], span)

const ended: Routine = {
  name: 'ended',
  write(lowering, [task = noneOperand], span) {
    const member = variable(lowering, readField(lowering, task, taskField.watchers, span), span)
    emitWhile(
      lowering,
      () => compared(lowering, member.now, 'is not', noneOperand, span),
      span,
      () => {
        const group = readField(lowering, member.now, memberField.group, span)
        const left = register(lowering)
        emit(lowering, { do: 'arithmetic', to: left, operator: '-', left: ofGroup(lowering, group, 'left', span), right: intOperand(1) }, false, span)
        intoGroup(lowering, group, 'left', inRegister(left), span)
        emitUnless(lowering, ofGroup(lowering, group, 'done', span), span, () => {
          noteEnd(lowering, group, task, span)
          noteAll(lowering, group, span)
          emitIf(lowering, ofGroup(lowering, group, 'done', span), span, () => wakeWaiter(lowering, group, span))
        })
        member.becomes(readField(lowering, member.now, memberField.nextOfTask, span))
      }
    )
  }
}

function wakeWaiter(lowering: Lowering, group: Operand, span: Span): void {
  const waiter = ofGroup(lowering, group, 'waiter', span)
  emitIf(lowering, compared(lowering, waiter, 'is not', noneOperand, span), span, () => tellCome(lowering, waiter, span))
}

/** Waits until a group of so many is over, if it is not. */
export function awaitGroup(lowering: Lowering, group: Operand, count: Operand, span: Span): void {
  emitUnless(lowering, ofGroup(lowering, group, 'done', span), span, () => {
    intoGroup(lowering, group, 'waiter', ofLoop(lowering, 'running', span), span)
    park(lowering, { on: group, want: 'pass', told: toldWords('gather of', count), group }, span)
  })
}

/** The same for one who leaves the tasks alone when it is cancelled meanwhile; `told` is for what it is said to wait. */
export function awaitBeside(lowering: Lowering, group: Operand, told: TaskWait, span: Span): void {
  emitUnless(lowering, ofGroup(lowering, group, 'done', span), span, () => {
    const me = ofLoop(lowering, 'running', span)
    // who was asked to stop already hears no more of the group
    emitUnless(lowering, readField(lowering, me, taskField.asked, span), span, () => intoGroup(lowering, group, 'waiter', me, span))
    park(lowering, { on: group, want: 'pass', told, dropped: () => intoGroup(lowering, group, 'waiter', noneOperand, span) }, span)
  })
}
