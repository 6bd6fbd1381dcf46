import type { Operand } from '../instruction'
import { emitWaitFor } from '../pools/lowerFuture'
import { intoLoop, leaveLoop, makeTask, ofLoop, takeLoop, truth } from './lowerLoopToken'
import { wakeLeaves } from './lowerParking'
import { coroutineIn } from './coroutineIn'
import { constantOperand, emit, inRegister, intOperand, type Lowering, noneOperand, register } from '../lower/lowering'
import type { Span } from '../source'
import { compared, emitIf } from '../lower/structured'
import type { Call } from '../read/syntax'

/** `asyncio.run(main())`: runs the loop until main has ended, then cancels the tasks that are left and waits for them. */
export function lowerRun(lowering: Lowering, call: Call): Operand {
  const { problems, out, frame } = lowering
  const { span } = call
  if (frame.scope.parent !== null) problems.add(span, '`asyncio.run` stands in a function', 'write it into the module, outside all functions')
  const work = call.positional.length + call.keywords.length > 1 ? null : coroutineIn(lowering, call.positional[0])
  if (work === null) problems.add(span, '`asyncio.run` takes the call of an `async def`', 'write `asyncio.run(main())`')
  if (work === null || work.values === null) return noneOperand
  const [result, exception, failed, over] = [register(lowering), register(lowering), out.label(), out.label()]
  takeLoop(lowering, makeTask(lowering, true, 'main', span), span)
  intoLoop(lowering, 'closing', truth(false), span)
  const region = out.protect(failed)
  emit(lowering, { do: 'call', to: result, target: constantOperand('function', work.number), arguments: work.values }, false, span)
  region.close()
  closeLoop(lowering, span)
  emit(lowering, { do: 'jump', target: over }, false, span)
  out.place(failed)
  emit(lowering, { do: 'catch', to: exception }, false, span)
  closeLoop(lowering, span)
  emit(lowering, { do: 'reraise', exception: inRegister(exception) }, false, span)
  out.place(over)
  return inRegister(result)
}

function closeLoop(lowering: Lowering, span: Span): void {
  const { out } = lowering
  const [isAlone, wait, over] = [register(lowering), out.label(), out.label()]
  // what is ready has one more turn before the loop notices that main has ended
  emitIf(lowering, compared(lowering, ofLoop(lowering, 'alive', span), '>', intOperand(0), span), span, () => {
    leaveLoop(lowering, span)
    emit(lowering, { do: 'acquire', object: ofLoop(lowering, 'token', span), to: null }, true, span)
  })
  intoLoop(lowering, 'closing', truth(true), span)
  emit(lowering, { do: 'compare', to: isAlone, operator: '==', left: ofLoop(lowering, 'alive', span), right: intOperand(0) }, false, span)
  emit(lowering, { do: 'branch', value: inRegister(isAlone), ifTrue: over, ifFalse: wait }, false, span)
  out.place(wait)
  const empty = ofLoop(lowering, 'empty', span)
  emit(lowering, { do: 'clearEvent', event: empty }, true, span)
  wakeLeaves(lowering, span)
  leaveLoop(lowering, span)
  emitWaitFor(lowering, empty, span)
  emit(lowering, { do: 'acquire', object: ofLoop(lowering, 'token', span), to: null }, true, span)
  out.place(over)
  leaveLoop(lowering, span)
}
