import type { ArithmeticOperator, ComparisonOperator, Instruction, Operand } from '../../../core/program/instruction'
import { isInt, operandCode, type Writing } from './operandCode'

const called: Readonly<Partial<{ [operator in ArithmeticOperator]: string }>> = { '//': 'floorDivide', '%': 'modulo' }
const inlined: readonly ArithmeticOperator[] = ['+', '-', '*']
const bitwise: readonly ArithmeticOperator[] = ['&', '|', '^']
const comparisons: Readonly<Partial<{ [operator in ComparisonOperator]: string }>> = {
  '==': '===',
  '!=': '!==',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  is: '===',
  'is not': '!=='
}

type Arithmetic = Extract<Instruction, { do: 'arithmetic' }>

/** JavaScript for an arithmetic operator: inline where both sides are ints, with the check that the result fits 32 bits; else by the operators of the run. */
export function arithmeticCode(writing: Writing, { operator, left, right, augmented = false, span: { line } }: Arithmetic): string {
  const [a, b] = [operandCode(writing, left, line), operandCode(writing, right, line)]
  if (isInt(writing, left) && isInt(writing, right)) {
    // exact up to 2^53, and a larger product is no int32 either way
    if (inlined.includes(operator)) return `((exact = ${a} ${operator} ${b}) === (small = exact | 0) ? small : R.overflow(exact, ${line}))`
    if (bitwise.includes(operator)) return `(${a} ${operator} ${b})`
    const name = called[operator]
    if (name !== undefined) return `R.${name}(${a}, ${b}, ${line})`
  }
  return `R.arithmetic('${operator}', ${a}, ${b}, ${line}${augmented ? ', true' : ''})`
}

/** JavaScript for a comparison. */
export function compareCode(writing: Writing, operator: ComparisonOperator, left: Operand, right: Operand, line: number): string {
  const [a, b] = [operandCode(writing, left, line), operandCode(writing, right, line)]
  const plain = comparisons[operator]
  if (plain !== undefined && isInt(writing, left) && isInt(writing, right)) return `(${a} ${plain} ${b})`
  return `R.compare('${operator}', ${a}, ${b}, ${line})`
}
