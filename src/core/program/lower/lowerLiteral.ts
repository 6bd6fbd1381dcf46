import type { Operand } from '../instruction'
import { constantOperand, intOperand, type Lowering, noneOperand } from './lowering'
import type { Span } from '../source'
import type { Literal } from '../read/syntax'

/** The operand of a literal. A float has no place in expressions. */
export function literalOperand(lowering: Lowering, literal: Literal, span: Span): Operand {
  switch (literal.kind) {
    case 'int':
      return intOperand(literal.value)
    case 'bool':
      return constantOperand('bool', literal.value ? 1 : 0)
    case 'str':
      return constantOperand('str', lowering.textNumber(literal.value))
    case 'none':
      return noneOperand
    case 'float':
      lowering.problems.add(span, `\`${literal.value}\` is a fraction, and the lab computes with whole numbers`, 'use a whole number')
      return noneOperand
  }
}
