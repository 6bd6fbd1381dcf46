import type { Operand } from './instruction'
import { addSite } from './addSite'
import { readField } from './lowerFuture'
import { type Destination, emit, inRegister, intOperand, type Lowering, noneOperand, register } from './lowering'
import { computed, givenTo } from './signature'
import type { Span } from './source'
import type { Call } from './syntax'

/** Fields of a number that processes share: a list that holds it alone, and its lock. */
const valueField = { cell: 0, lock: 1 } as const

/** `multiprocessing.Value('i', 0)`: one number that all processes share, with an rlock that nobody has to take. */
export function makeValue(lowering: Lowering, call: Call, { into, hint }: Destination): Operand {
  const given = givenTo(lowering, call, ['typecode', 'value'], 1, "Value('i', 0)")
  const code = given?.get('typecode')
  if (given === null || code === undefined) return noneOperand
  if (code.is !== 'literal' || code.literal.kind !== 'str' || code.literal.value !== 'i')
    lowering.problems.add(code.span, 'a number that processes share is a whole number here', "write `Value('i', 0)`")
  const value = given.get('value')
  const first = value === undefined ? intOperand(0) : (computed(lowering, new Map([['value', value]])).get('value') ?? intOperand(0))
  const [cell, lock, to] = [register(lowering), register(lowering), into ?? register(lowering)]
  const name = hint === '' ? `value of line ${call.span.line}` : hint
  emit(lowering, { do: 'makeList', to: cell, items: [first], site: addSite(lowering, 'list', name, call.span, 'value') }, false, call.span)
  const site = addSite(lowering, 'rlock', `lock of ${name}`, call.span, 'shared')
  emit(lowering, { do: 'makeLock', to: lock, kind: 'rlock', permits: null, site }, false, call.span)
  const fields = [inRegister(cell), inRegister(lock)]
  emit(lowering, { do: 'makeRecord', to, fields, site: addSite(lowering, 'record', name, call.span, 'value') }, false, call.span)
  return inRegister(to)
}

/** The list in which a shared number lies: `v.value` is its only element. */
export const cellOf = (lowering: Lowering, value: Operand, span: Span): Operand => readField(lowering, value, valueField.cell, span, 'value')

/** `v.get_lock()`. */
export function lowerGetLock(lowering: Lowering, call: Call, value: Operand): Operand {
  givenTo(lowering, call, [], 0, 'get_lock()')
  return readField(lowering, value, valueField.lock, call.span, 'value')
}
