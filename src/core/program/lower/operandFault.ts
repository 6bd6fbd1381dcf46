import type { ArithmeticOperator } from '../instruction'

/** CPython's words for operands whose types do not fit an operator; of sequences it speaks in its own way. `augmented`: as in `x += y`. */
export function operandFault(operator: ArithmeticOperator, left: string, right: string, augmented: boolean): string {
  if (operator === '+' && isSequence(left)) return `can only concatenate ${left} (not "${right}") to ${left}`
  if (operator === '*' && isSequence(left)) return `can't multiply sequence by non-int of type '${right}'`
  if (operator === '*' && isSequence(right)) return `can't multiply sequence by non-int of type '${left}'`
  const written = augmented ? `${operator}=` : operator === '**' ? '** or pow()' : operator
  return `unsupported operand type(s) for ${written}: '${left}' and '${right}'`
}

const isSequence = (type: string): boolean => type === 'str' || type === 'list'
