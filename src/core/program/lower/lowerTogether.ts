import type { Operand, TaskWait } from '../instruction'
import { emitOutcome, readField } from '../pools/lowerFuture'
import { conditionOf } from '../pools/lowerFutureWait'
import { eachOf, lengthOf } from '../tasks/lowerGather'
import { addMember, awaitBeside, makeGroup, noteAll, ofGroup } from '../tasks/lowerGroup'
import { suspend } from '../tasks/lowerLoopToken'
import { toldWords } from '../tasks/lowerParking'
import { taskOf } from '../tasks/lowerTask'
import { emit, intOperand, kept, type Lowering, noneOperand } from './lowering'
import { givenTo } from './signature'
import { compared, emitIf, emitUnless } from './structured'
import type { Call } from '../read/syntax'
import { taskField } from '../tasks/taskFields'

/** `await asyncio.shield(task)`: waits for the task, which goes on when who waits is cancelled; `told` is for what it is said to wait. */
export function lowerShield(lowering: Lowering, call: Call, told: TaskWait): Operand {
  const { span } = call
  const value = givenTo(lowering, call, ['arg'], 1, 'shield(task)')?.get('arg')
  if (value === undefined) return noneOperand
  const task = taskOf(lowering, value, 'shield(task)')
  emitUnless(lowering, readField(lowering, task, taskField.done, span, 'task'), span, () => {
    const group = makeGroup(lowering, 'all', span)
    addMember(lowering, group, task, span)
    awaitBeside(lowering, group, told, span)
  })
  return emitOutcome(lowering, task, span)
}

/** `await asyncio.wait(tasks)`, also with `return_when=`: until all have ended, one has, or one has failed. Nobody is cancelled, and nothing raised. */
export function lowerTaskWait(lowering: Lowering, call: Call, wanted: boolean): Operand {
  const { span } = call
  const given = givenTo(lowering, call, ['fs', 'return_when'], 1, 'wait(tasks)')
  const tasks = given?.get('fs')
  if (given === null || tasks === undefined) return noneOperand
  if (wanted)
    lowering.problems.add(span, 'what `wait` gives is outside the lab’s Python', 'write `await asyncio.wait(tasks)` on a line of its own, and ask each task')
  const until = conditionOf(lowering, given.get('return_when'))
  const list = kept(lowering, lowering.value(tasks))
  const group = makeGroup(lowering, until === 'ALL_COMPLETED' ? 'all' : until === 'FIRST_COMPLETED' ? 'end' : 'exception', span)
  const many = lengthOf(lowering, list, span)
  emitIf(lowering, compared(lowering, many, '==', intOperand(0), span), span, () => {
    emit(lowering, { do: 'raise', kind: 'ValueError', message: [{ text: 'Set of Tasks/Futures is empty.' }] }, false, span)
  })
  eachOf(lowering, list, span, (task) => {
    readField(lowering, task, taskField.done, span, 'task')
    addMember(lowering, group, task, span)
  })
  noteAll(lowering, group, span)
  emitIf(
    lowering,
    ofGroup(lowering, group, 'done', span),
    span,
    // the loop has a turn before that is noticed
    () => suspend(lowering, toldWords('wait for', many), () => undefined, span),
    () => awaitBeside(lowering, group, toldWords('wait for', many), span)
  )
  return noneOperand
}
