import { emit, type Lowering } from './lowering'
import type { Expression } from '../read/syntax'

/** Goes on at one of two labels by the truth of an expression; `and`, `or` and `not` become jumps, constants no test at all. */
export function lowerCondition(lowering: Lowering, test: Expression, ifTrue: number, ifFalse: number): void {
  const known = truthOf(test)
  if (known !== null) {
    emit(lowering, { do: 'jump', target: known ? ifTrue : ifFalse }, false, test.span)
    return
  }
  if (test.is === 'unary' && test.operator === 'not') {
    lowerCondition(lowering, test.operand, ifFalse, ifTrue)
  } else if (test.is === 'logical') {
    const second = lowering.out.label()
    if (test.operator === 'and') lowerCondition(lowering, test.left, second, ifFalse)
    else lowerCondition(lowering, test.left, ifTrue, second)
    lowering.out.place(second)
    lowerCondition(lowering, test.right, ifTrue, ifFalse)
  } else {
    const value = lowering.value(test)
    emit(lowering, { do: 'branch', value, ifTrue, ifFalse }, false, test.span)
  }
}

/** The truth of a test that does not depend on the run: a literal, or whether this file is the program (it always is). */
function truthOf(test: Expression): boolean | null {
  if (test.is === 'literal') {
    const { literal } = test
    return literal.kind === 'none' ? false : literal.kind === 'str' ? literal.value !== '' : Boolean(literal.value)
  }
  const [link] = test.is === 'compare' && test.rest.length === 1 ? test.rest : []
  if (test.is !== 'compare' || link?.operator !== '==') return null
  const sides = [test.first, link.right]
  const asksName = sides.some((side) => side.is === 'name' && side.name === '__name__')
  const text = sides.find((side) => side.is === 'literal')
  return asksName && text?.is === 'literal' && text.literal.kind === 'str' ? text.literal.value === '__main__' : null
}
