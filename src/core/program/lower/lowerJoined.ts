import type { Operand } from '../instruction'
import { emit, inRegister, intOperand, kept, type Lowering, register } from './lowering'

/** `left + right` of lists: a new list that holds what the one holds, and then what the other does. Reading an element is a step where elements are shared. */
export function lowerJoined(lowering: Lowering, lists: readonly Operand[], site: number): Operand {
  const held = lists.map((list) => kept(lowering, list))
  const to = register(lowering)
  emit(lowering, { do: 'makeList', to, items: [], site })
  for (const list of held) appendAll(lowering, inRegister(to), list)
  return inRegister(to)
}

function appendAll(lowering: Lowering, to: Operand, list: Operand): void {
  const { out } = lowering
  const [index, length, isInside, item] = [register(lowering), register(lowering), register(lowering), register(lowering)]
  const [head, body, done] = [out.label(), out.label(), out.label()]
  emit(lowering, { do: 'move', to: index, value: intOperand(0) })
  out.place(head)
  emit(lowering, { do: 'builtin', to: length, name: 'len', arguments: [list] })
  emit(lowering, { do: 'compare', to: isInside, operator: '<', left: inRegister(index), right: inRegister(length) })
  emit(lowering, { do: 'branch', value: inRegister(isInside), ifTrue: body, ifFalse: done })
  out.place(body)
  emit(lowering, { do: 'readItem', to: item, list, index: inRegister(index) })
  emit(lowering, { do: 'appendItem', list: to, value: inRegister(item) })
  emit(lowering, { do: 'arithmetic', to: index, operator: '+', left: inRegister(index), right: intOperand(1) })
  emit(lowering, { do: 'jump', target: head })
  out.place(done)
}
