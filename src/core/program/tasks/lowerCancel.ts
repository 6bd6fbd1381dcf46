import type { Operand } from '../instruction'
import { readField } from '../pools/lowerFuture'
import { countCancel, intoTask, truth } from './lowerLoopToken'
import { rouse } from './lowerParking'
import { emit, type Lowering, noneOperand } from '../lower/lowering'
import { callRoutine, type Routine } from '../lower/routine'
import type { Span } from '../source'
import { compared, emitIf, emitWhile, variable } from '../lower/structured'
import { groupField, memberField, taskField } from './taskFields'

/**
 * Asks a task to stop or, as in Python, those that it waits for: the last of a row of tasks, and all members of a group. False when it has ended. Tasks that are
 * still to be asked are kept in a list of their own, as a routine cannot call itself.
 */
export const emitCancelTask = (lowering: Lowering, task: Operand, span: Span): Operand => callRoutine(lowering, cancel, [task], span)

const cancel: Routine = {
  name: 'cancel',
  write(lowering, [task = noneOperand], span) {
    const field = (of: Operand, which: keyof typeof taskField): Operand => readField(lowering, of, taskField[which], span)
    const answer = (value: boolean): void => void emit(lowering, { do: 'return', value: truth(value) }, false, span)
    const isNone = (value: Operand): Operand => compared(lowering, value, 'is', noneOperand, span)
    const nothing = (): void => undefined
    emitIf(lowering, field(task, 'done'), span, () => answer(false))
    const open = variable(lowering, task, span)
    const push = (other: Operand): void =>
      emitIf(lowering, field(other, 'done'), span, nothing, () =>
        emitIf(lowering, field(other, 'isQueued'), span, nothing, () => {
          intoTask(lowering, other, 'isQueued', truth(true), span)
          intoTask(lowering, other, 'todo', open.now, span)
          open.becomes(other)
        })
      )
    const ask = (asked: Operand): void => {
      intoTask(lowering, asked, 'asked', truth(true), span)
      rouse(lowering, asked, span)
    }
    emitWhile(
      lowering,
      () => compared(lowering, open.now, 'is not', noneOperand, span),
      span,
      () => {
        const here = variable(lowering, open.now, span)
        open.becomes(field(here.now, 'todo'))
        intoTask(lowering, here.now, 'todo', noneOperand, span)
        intoTask(lowering, here.now, 'isQueued', truth(false), span)
        countCancel(lowering, here.now, span)
        const awaited = field(here.now, 'awaited')
        emitIf(
          lowering,
          isNone(awaited),
          span,
          () => ask(here.now),
          () =>
            emitIf(
              lowering,
              field(awaited, 'done'),
              span,
              () => ask(here.now),
              () => passOn(awaited)
            )
        )
      }
    )
    answer(true)

    function passOn(awaited: Operand): void {
      const members = field(awaited, 'members')
      emitIf(
        lowering,
        isNone(members),
        span,
        () => push(awaited),
        () => {
          emit(lowering, { do: 'writeField', record: awaited, field: groupField.cancelled, value: truth(true), site: null }, false, span)
          const member = variable(lowering, members, span)
          emitWhile(
            lowering,
            () => compared(lowering, member.now, 'is not', noneOperand, span),
            span,
            () => {
              push(readField(lowering, member.now, memberField.task, span))
              member.becomes(readField(lowering, member.now, memberField.nextOfGroup, span))
            }
          )
        }
      )
    }
  }
}
