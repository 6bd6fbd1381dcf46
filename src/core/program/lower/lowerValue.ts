import type { Operand } from '../instruction'
import { addSite } from './addSite'
import { readField } from '../pools/lowerFuture'
import { type Destination, emit, inRegister, intOperand, kept, type Lowering, noneOperand, register } from './lowering'
import { computed, givenTo } from './signature'
import type { Span } from '../source'
import type { Call } from '../read/syntax'

/** Fields of a number that processes share: a list that holds it alone, and its lock. */
export const valueField = { cell: 0, lock: 1 } as const

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

/**
 * `multiprocessing.Array('i', 3)`, or `Array('i', [1, 2])`: numbers that all processes share, which the lab takes for a list that is not copied. That each access
 * takes the lock of the array for itself makes no difference to steps that nothing comes between.
 */
export function makeArray(lowering: Lowering, call: Call, { into, hint }: Destination): Operand {
  const given = givenTo(lowering, call, ['typecode_or_type', 'size_or_initializer'], 2, "Array('i', 3)")
  const [code, first] = [given?.get('typecode_or_type'), given?.get('size_or_initializer')]
  if (code === undefined || first === undefined) return noneOperand
  if (code.is !== 'literal' || code.literal.kind !== 'str' || code.literal.value !== 'i')
    lowering.problems.add(code.span, 'numbers that processes share are whole numbers here', "write `Array('i', 3)`")
  const to = into ?? register(lowering)
  const site = (): number => addSite(lowering, 'list', hint === '' ? `array of line ${call.span.line}` : hint, call.span, 'shared')
  if (first.is === 'list') {
    const items = first.items.map((item) => kept(lowering, lowering.value(item)))
    emit(lowering, { do: 'makeList', to, items, site: site() }, false, call.span)
    return inRegister(to)
  }
  const length = kept(lowering, lowering.value(first))
  refuseNegative(lowering, length, call.span)
  emit(lowering, { do: 'repeatList', to, item: intOperand(0), length, site: site() }, false, call.span)
  return inRegister(to)
}

function refuseNegative(lowering: Lowering, length: Operand, span: Span): void {
  const { out } = lowering
  const [isNegative, bad, good] = [register(lowering), out.label(), out.label()]
  emit(lowering, { do: 'compare', to: isNegative, operator: '<', left: length, right: intOperand(0) }, false, span)
  emit(lowering, { do: 'branch', value: inRegister(isNegative), ifTrue: bad, ifFalse: good }, false, span)
  out.place(bad)
  emit(lowering, { do: 'raise', kind: 'ValueError', message: [{ text: 'Array length must be >= 0' }] }, false, span)
  out.place(good)
}

/** Reads `v.value` into a register; gives the number of the instruction that does. */
export const readValue = (lowering: Lowering, value: Operand, to: number, span: Span): number =>
  access(lowering, value, span, (list, guarded) => emit(lowering, { do: 'readItem', to, list, index: intOperand(0), ...guarded }))

/** Writes `v.value`. */
export const writeValue = (lowering: Lowering, value: Operand, now: Operand, span: Span): number =>
  access(lowering, value, span, (list, guarded) => emit(lowering, { do: 'writeItem', list, index: intOperand(0), value: now, ...guarded }))

/** The number is the only element of a list. Each access has the lock of the number for itself: where a program takes that lock too, others have to wait for it. */
function access(lowering: Lowering, value: Operand, span: Span, act: (list: Operand, guarded: { guarded?: true }) => number): number {
  const cell = readField(lowering, value, valueField.cell, span, 'value')
  if (!lowering.foresight.locksValues) return act(cell, {})
  const object = readField(lowering, value, valueField.lock, span, 'value')
  emit(lowering, { do: 'acquire', object, to: null }, true, span)
  const at = act(cell, { guarded: true })
  emit(lowering, { do: 'release', object, permits: null }, false, span)
  return at
}

/** `v.get_lock()`. */
export function lowerGetLock(lowering: Lowering, call: Call, value: Operand): Operand {
  givenTo(lowering, call, [], 0, 'get_lock()')
  return readField(lowering, value, valueField.lock, call.span, 'value')
}
