import { isInCoroutine } from './coroutine'
import type { Operand } from '../instruction'
import { emitCancelTask } from './lowerCancel'
import { emitOutcome, readField } from '../pools/lowerFuture'
import { emit, kept, type Lowering } from '../lower/lowering'
import { givenTo } from '../lower/signature'
import type { Call } from '../read/syntax'
import { taskField } from './taskFields'

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
  const task = kept(lowering, object)
  readField(lowering, task, taskField.done, call.span, 'task')
  return emitCancelTask(lowering, task, call.span)
}
