import { meaningOf } from '../names/imports'
import type { Operand } from '../instruction'
import { isMethod } from './lowerMethod'
import { readValue } from './lowerValue'
import { emit, inRegister, type Lowering, noneOperand, register } from './lowering'
import type { Expression } from '../read/syntax'

/** `object.name`: what can be read of threads, barriers, queues and the types of exceptions. */
export function lowerAttribute(lowering: Lowering, expression: Expression & { is: 'attribute' }, into: number | undefined): Operand {
  const { object, name, span } = expression
  const meaning = meaningOf(expression, lowering.scopes.imports, lowering.problems)
  if (meaning === 'missing') return noneOperand
  if (meaning !== null) {
    lowering.problems.add(span, `\`${name}\` stands here without being called`, `write \`${name}(…)\``)
    return noneOperand
  }
  const typed = name === '__name__' ? typeArgument(object) : null
  if (typed !== null) {
    const to = into ?? register(lowering)
    emit(lowering, { do: 'exceptionName', to, exception: lowering.value(typed) })
    return inRegister(to)
  }
  if (name !== 'name' && name !== 'maxsize' && name !== 'value' && name !== 'exitcode' && !isBarrierState(name)) {
    const method = isMethod(name)
    lowering.problems.add(
      span,
      method ? `\`.${name}\` stands here without being called` : `the attribute \`.${name}\` is outside the lab’s Python`,
      method ? `write \`.${name}()\`` : 'use a variable'
    )
    return noneOperand
  }
  const asked = name === 'name' && isCurrentThread(lowering, object) ? null : lowering.value(object)
  const to = into ?? register(lowering)
  // What never changes is read for nothing: no step.
  if (asked === null || name === 'name') emit(lowering, { do: 'threadName', to, thread: asked })
  else if (name === 'value') readValue(lowering, asked, to, span)
  else if (name === 'exitcode') emit(lowering, { do: 'isAlive', to, thread: asked, ask: name }, true)
  else if (name === 'maxsize') emit(lowering, { do: 'queueState', to, queue: asked, ask: name })
  else if (isBarrierState(name)) emit(lowering, { do: 'barrierState', to, barrier: asked, ask: name }, name !== 'parties')
  return inRegister(to)
}

/** The `e` of `type(e)`, or null. */
const typeArgument = (object: Expression): Expression | null =>
  object.is === 'call' && object.callee.is === 'name' && object.callee.name === 'type' && object.keywords.length === 0 && object.positional.length === 1
    ? (object.positional[0] ?? null)
    : null

const isBarrierState = (name: string): name is 'parties' | 'n_waiting' | 'broken' => name === 'parties' || name === 'n_waiting' || name === 'broken'

const isCurrentThread = (lowering: Lowering, object: Expression): boolean =>
  object.is === 'call' &&
  object.positional.length + object.keywords.length === 0 &&
  meaningOf(object.callee, lowering.scopes.imports, lowering.problems) === 'current_thread'
