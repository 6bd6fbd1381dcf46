import type { Operand } from '../instruction'
import { emit, inRegister, type Lowering, register } from './lowering'
import type { Span } from '../source'

/** `if` of what the lowering writes itself. */
export function emitIf(lowering: Lowering, test: Operand, span: Span, yes: () => void, no: () => void = () => undefined): void {
  const { out } = lowering
  const [then, otherwise, end] = [out.label(), out.label(), out.label()]
  emit(lowering, { do: 'branch', value: test, ifTrue: then, ifFalse: otherwise }, false, span)
  out.place(then)
  yes()
  emit(lowering, { do: 'jump', target: end }, false, span)
  out.place(otherwise)
  no()
  out.place(end)
}

/** `if not` of what the lowering writes itself. */
export const emitUnless = (lowering: Lowering, test: Operand, span: Span, no: () => void): void => emitIf(lowering, test, span, () => {}, no)

/** `while` of what the lowering writes itself. `test` is computed anew for each round. */
export function emitWhile(lowering: Lowering, test: () => Operand, span: Span, body: () => void): void {
  const { out } = lowering
  const [head, inside, end] = [out.label(), out.label(), out.label()]
  out.place(head)
  emit(lowering, { do: 'branch', value: test(), ifTrue: inside, ifFalse: end }, false, span)
  out.place(inside)
  body()
  emit(lowering, { do: 'jump', target: head }, false, span)
  out.place(end)
}

/** A comparison. */
export function compared(lowering: Lowering, left: Operand, operator: 'is' | 'is not' | '==' | '<' | '<=' | '>', right: Operand, span: Span): Operand {
  const to = register(lowering)
  emit(lowering, { do: 'compare', to, operator, left, right }, false, span)
  return inRegister(to)
}

/** A variable of what the lowering writes itself, with its first value. */
export function variable(lowering: Lowering, value: Operand, span: Span): { readonly now: Operand; readonly becomes: (value: Operand) => void } {
  const to = register(lowering)
  const becomes = (next: Operand): void => void emit(lowering, { do: 'move', to, value: next }, false, span)
  becomes(value)
  return { now: inRegister(to), becomes }
}
