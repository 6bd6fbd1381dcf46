import { isInCoroutine } from './coroutine'
import type { Operand } from './instruction'
import { branchOnNone, emitOutcome, readField } from './lowerFuture'
import { intoTask, taskField, truth } from './lowerLoopToken'
import { emit, inRegister, kept, type Lowering, register } from './lowering'
import { givenTo } from './signature'
import type { Call } from './syntax'

function asked(lowering: Lowering, call: Call, name: string): void {
  givenTo(lowering, call, [], 0, `${name}()`)
  if (lowering.tasks.loop === null)
    lowering.problems.add(call.span, '`.cancelled()` asks a task of `asyncio`', 'write `except CancelledError` around `.result()`')
  else if (!isInCoroutine(lowering)) lowering.problems.add(call.span, `\`.${name}()\` of a task stands outside an \`async def\``, 'ask where the loop runs')
}

/** `task.done()`. */
export function lowerTaskDone(lowering: Lowering, call: Call, task: Operand): Operand {
  asked(lowering, call, 'done')
  return readField(lowering, task, taskField.done, call.span, 'task')
}

/** `task.cancelled()`. */
export function lowerTaskCancelled(lowering: Lowering, call: Call, task: Operand): Operand {
  asked(lowering, call, 'cancelled')
  return readField(lowering, task, taskField.cancelled, call.span, 'task')
}

/** `task.result()`: raises while there is none. */
export function lowerTaskResult(lowering: Lowering, call: Call, object: Operand): Operand {
  asked(lowering, call, 'result')
  const { out } = lowering
  const task = kept(lowering, object)
  const [done, early] = [out.label(), out.label()]
  emit(lowering, { do: 'branch', value: readField(lowering, task, taskField.done, call.span, 'task'), ifTrue: done, ifFalse: early }, false, call.span)
  out.place(early)
  emit(lowering, { do: 'raise', kind: 'InvalidStateError', message: [{ text: 'Result is not set.' }] }, false, call.span)
  out.place(done)
  return emitOutcome(lowering, task, call.span)
}

/** `task.cancel()`: asks the task to stop or, as in Python, the last of those that it waits for in a row. False when it has ended. */
export function lowerTaskCancel(lowering: Lowering, call: Call, object: Operand): Operand {
  asked(lowering, call, 'cancel')
  const { out } = lowering
  const { span } = call
  const [target, awaited, answer] = [register(lowering), register(lowering), register(lowering)]
  const [alive, look, some, next, ask, over] = [out.label(), out.label(), out.label(), out.label(), out.label(), out.label()]
  emit(lowering, { do: 'move', to: target, value: object }, false, span)
  emit(lowering, { do: 'move', to: answer, value: truth(false) }, false, span)
  const field = (task: number, which: 'done' | 'awaited'): Operand => readField(lowering, inRegister(task), taskField[which], span)
  emit(lowering, { do: 'branch', value: readField(lowering, object, taskField.done, span, 'task'), ifTrue: over, ifFalse: alive }, false, span)
  out.place(alive)
  emit(lowering, { do: 'move', to: answer, value: truth(true) }, false, span)
  out.place(look)
  emit(lowering, { do: 'move', to: awaited, value: field(target, 'awaited') }, false, span)
  branchOnNone(lowering, inRegister(awaited), ask, some, span)
  out.place(some)
  emit(lowering, { do: 'branch', value: field(awaited, 'done'), ifTrue: ask, ifFalse: next }, false, span)
  out.place(next)
  emit(lowering, { do: 'move', to: target, value: inRegister(awaited) }, false, span)
  emit(lowering, { do: 'jump', target: look }, false, span)
  out.place(ask)
  intoTask(lowering, inRegister(target), 'asked', truth(true), span)
  out.place(over)
  return inRegister(answer)
}
