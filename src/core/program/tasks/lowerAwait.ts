import { isInCoroutine } from './coroutine'
import { meaningOf } from '../names/imports'
import type { Operand, TaskWait } from '../instruction'
import { emitOutcome, readField } from '../pools/lowerFuture'
import { lowerAwaitedMethod } from './lowerAwaitedMethod'
import { isGather, lowerGather } from './lowerGather'
import { intoTask, ofLoop, suspend } from './lowerLoopToken'
import { coroutineIn } from './coroutineIn'
import { constantOperand, emit, inRegister, kept, type Lowering, noneOperand, register } from '../lower/lowering'
import { lowerShield, lowerTaskWait } from '../lower/lowerTogether'
import { secondsOf } from '../lower/seconds'
import { givenTo, isNone } from '../lower/signature'
import { toldWords } from './lowerParking'
import { withTimeout } from './lowerTimeout'
import { taskField } from './taskFields'
import type { Span } from '../source'
import type { Call, Expression } from '../read/syntax'

/**
 * `await work(1)` runs it as a call does, `await task` waits for its end, `await asyncio.sleep(0.1)` gives the loop to others. `within` is what a task is told to be
 * waited for by.
 */
export function lowerAwait(
  lowering: Lowering,
  { value, span }: Expression & { is: 'await' },
  into: number | undefined,
  hint: string,
  wanted = true,
  within: TaskWait | null = null
): Operand {
  if (!isInCoroutine(lowering)) lowering.problems.add(span, '`await` stands outside an `async def`', 'write `async def` before the function')
  const meaning = value.is === 'call' ? meaningOf(value.callee, lowering.scopes.imports, lowering.problems) : null
  if (value.is === 'call' && meaning === 'asyncio.sleep') return sleep(lowering, value)
  if (value.is === 'call' && meaning === 'asyncio.wait_for') return waitFor(lowering, value, hint, wanted)
  if (value.is === 'call' && meaning === 'asyncio.shield') return lowerShield(lowering, value, within ?? toldWords('future'))
  if (value.is === 'call' && meaning === 'asyncio.wait') return lowerTaskWait(lowering, value, wanted)
  if (isGather(lowering, value)) return lowerGather(lowering, value, wanted, hint)
  const method = lowerAwaitedMethod(lowering, value)
  if (method !== null) return method
  const work = coroutineIn(lowering, value)
  if (work === null) return awaitTask(lowering, kept(lowering, lowering.value(value, undefined, hint)), within, span)
  if (work.values === null) return noneOperand
  const to = into ?? register(lowering)
  emit(lowering, { do: 'call', to, target: constantOperand('function', work.number), arguments: work.values }, false, span)
  return inRegister(to)
}

/** `await asyncio.wait_for(work(1), 0.5)`: as from Python 3.12 on, the work is done by the task that waits. */
function waitFor(lowering: Lowering, call: Call, hint: string, wanted: boolean): Operand {
  const given = givenTo(lowering, call, ['fut', 'timeout'], 2, 'wait_for(work(1), 0.5)')
  const value = given?.get('fut')
  if (given === null || value === undefined) return noneOperand
  const to = register(lowering)
  const limit = given.get('timeout')
  const seconds = limit === undefined || isNone(limit) ? 0 : secondsOf(lowering, limit)
  const within = typeof seconds === 'number' ? toldWords(`wait_for(${seconds})`) : null
  withTimeout(lowering, limit, call.span, () => {
    emit(lowering, { do: 'move', to, value: lowerAwait(lowering, { is: 'await', value, span: call.span }, undefined, hint, wanted, within) }, false, call.span)
  })
  return inRegister(to)
}

function sleep(lowering: Lowering, call: Call): Operand {
  const [duration, ...more] = call.positional
  if (duration === undefined || more.length > 0 || call.keywords.length > 0) {
    lowering.problems.add(call.span, '`sleep` takes the seconds', 'write `await asyncio.sleep(0.1)`')
    return noneOperand
  }
  const seconds = secondsOf(lowering, duration)
  const task = ofLoop(lowering, 'running', call.span)
  // as in Python, who sleeps for no time could go on at once
  const on = seconds === 0 ? null : ({ for: 'sleep', seconds } as const)
  suspend(lowering, on, () => void emit(lowering, { do: 'sleep', seconds, task }, false, call.span), call.span)
  return noneOperand
}

/** Waits for a task's end, if it has not ended, and gives its result, or raises what it failed with. Whoever is cancelled meanwhile cancels that task. */
function awaitTask(lowering: Lowering, task: Operand, within: TaskWait | null, span: Span): Operand {
  const { out } = lowering
  const [isSelf, self, other, wait, over] = [register(lowering), out.label(), out.label(), out.label(), out.label()]
  const isDone = readField(lowering, task, taskField.done, span, 'task')
  emit(lowering, { do: 'branch', value: isDone, ifTrue: over, ifFalse: wait }, false, span)
  out.place(wait)
  const me = ofLoop(lowering, 'running', span)
  emit(lowering, { do: 'compare', to: isSelf, operator: 'is', left: me, right: task }, false, span)
  emit(lowering, { do: 'branch', value: inRegister(isSelf), ifTrue: self, ifFalse: other }, false, span)
  out.place(self)
  emit(lowering, { do: 'raise', kind: 'RuntimeError', message: [{ text: 'Task cannot await on itself' }] }, false, span)
  out.place(other)
  intoTask(lowering, me, 'awaited', task, span)
  const thread = readField(lowering, task, taskField.thread, span)
  suspend(lowering, within ?? { for: 'task', thread }, () => void emit(lowering, { do: 'join', thread, timeout: null }, false, span), span)
  out.place(over)
  return emitOutcome(lowering, task, span)
}
