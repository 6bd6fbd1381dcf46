import type { Operand } from '../instruction'
import { patienceOf } from './lowerAcquire'
import { emit, inRegister, type Lowering, noneOperand } from './lowering'
import { computed, givenTo } from './signature'
import type { Call } from '../read/syntax'

/** `put(item)`, `put(item, block=False)`, `put(item, timeout=0.5)`, `put_nowait(item)`. */
export function lowerPut(lowering: Lowering, call: Call, queue: Operand, hint: string): Operand {
  const now = call.callee.is === 'attribute' && call.callee.name === 'put_nowait'
  const given = givenTo(lowering, call, now ? ['item'] : ['item', 'block', 'timeout'], 1, now ? 'put_nowait(item)' : 'put(item)')
  if (given === null) return noneOperand
  const values = computed(lowering, given, hint)
  const { blocking, timeout } = patienceOf(lowering, call, given, values, 'block')
  const ready = blocking && !now
  emit(lowering, { do: 'put', queue, value: values.get('item') ?? noneOperand, blocking: ready, timeout: ready ? timeout : null }, true, call.span)
  return noneOperand
}

/** `get()`, `get(block=False)`, `get(timeout=0.5)`, `get_nowait()`. */
export function lowerGet(lowering: Lowering, call: Call, queue: Operand, to: number | null): Operand {
  const now = call.callee.is === 'attribute' && call.callee.name === 'get_nowait'
  const given = givenTo(lowering, call, now ? [] : ['block', 'timeout'], 0, now ? 'get_nowait()' : 'get(timeout=0.5)')
  if (given === null) return noneOperand
  const { blocking, timeout } = patienceOf(lowering, call, given, computed(lowering, given), 'block')
  const ready = blocking && !now
  emit(lowering, { do: 'get', to, queue, blocking: ready, timeout: ready ? timeout : null }, true, call.span)
  return to === null ? noneOperand : inRegister(to)
}
