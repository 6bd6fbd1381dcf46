import type { Operand } from '../instruction'
import { emitOutcome, emitWaitFor, readField } from '../pools/lowerFuture'
import { intoLoop, leaveLoop, ofLoop, truth } from './lowerLoopToken'
import { startTask } from './lowerTask'
import { wakeLeaves } from './lowerParking'
import { coroutineIn } from './coroutineIn'
import { countInLoop } from './loopCount'
import { emit, intOperand, kept, type Lowering, noneOperand } from '../lower/lowering'
import type { Span } from '../source'
import { compared, emitIf, emitUnless } from '../lower/structured'
import { taskField } from './taskFields'
import type { Call } from '../read/syntax'

/**
 * `asyncio.run(main())`: the coroutine becomes the first task, as in Python, and main waits for its end; then it cancels the tasks that are left and waits for
 * them.
 *
 *     main     start Task-1 ─ … join … ─ cancel who is left ─ … wait … ─ result
 *     Task-1        take the loop ─ main() ─ give it back
 */
export function lowerRun(lowering: Lowering, call: Call): Operand {
  const { problems, frame } = lowering
  const { span } = call
  if (frame.scope.parent !== null) problems.add(span, '`asyncio.run` stands in a function', 'write it into the module, outside all functions')
  const work = call.positional.length + call.keywords.length > 1 ? null : coroutineIn(lowering, call.positional[0])
  if (work === null) problems.add(span, '`asyncio.run` takes the call of an `async def`', 'write `asyncio.run(main())`')
  if (work === null || work.values === null) return noneOperand
  const values = work.values.map((value) => kept(lowering, value))
  intoLoop(lowering, 'closing', truth(false), span)
  const task = startTask(lowering, { ...work, values }, { given: null, hint: '', isFirst: true }, span)
  emit(lowering, { do: 'join', thread: readField(lowering, task, taskField.thread, span), timeout: null }, false, span)
  // who was the last to run has said so
  emitUnless(lowering, ofLoop(lowering, 'closing', span), span, () => closeLoop(lowering, span))
  // with two tasks that nobody sees Python ends its asynchronous generators and its pool of threads
  for (let ended = 0; ended < 2; ended++) countInLoop(lowering, 'made', '+', span)
  return emitOutcome(lowering, task, span)
}

function closeLoop(lowering: Lowering, span: Span): void {
  const takeToken = (): void => void emit(lowering, { do: 'acquire', object: ofLoop(lowering, 'token', span), to: null }, true, span)
  // what is ready may have one more turn before the loop notices that its first task has ended
  takeToken()
  intoLoop(lowering, 'closing', truth(true), span)
  emitIf(lowering, compared(lowering, ofLoop(lowering, 'alive', span), '>', intOperand(0), span), span, () => {
    const empty = ofLoop(lowering, 'empty', span)
    emit(lowering, { do: 'clearEvent', event: empty }, true, span)
    wakeLeaves(lowering, span)
    leaveLoop(lowering, span)
    emitWaitFor(lowering, empty, span)
    takeToken()
  })
  leaveLoop(lowering, span)
}
