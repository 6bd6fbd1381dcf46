import { operandFault } from '../../../core/program/lower/operandFault'
import type { ArithmeticOperator } from '../../../core/program/instruction'
import { largestInt, smallestInt } from '../../../core/program/value'
import { raise, raiseLimit } from '../memory/raised'
import { isNumeric, typeName } from './typeName'
import type { Value } from '../memory/sharedValue'

/** Arithmetic on ints; the result may be outside the range. Raises where Python does. */
const calculators: Readonly<Record<ArithmeticOperator, (left: number, right: number, line: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '//': (left, right, line) => (right === 0 ? raise('ZeroDivisionError', 'integer division or modulo by zero', line) : Math.floor(left / right)),
  '%': modulo,
  '**': power,
  '&': (left, right) => left & right,
  '|': (left, right) => left | right,
  '^': (left, right) => left ^ right,
  '<<': (left, right, line) => (left === 0 && right >= 0 ? 0 : left * 2 ** Math.min(shift(right, line), 64)),
  '>>': (left, right, line) => left >> Math.min(shift(right, line), 31)
}

const shift = (by: number, line: number): number => (by < 0 ? raise('ValueError', 'negative shift count', line) : by)

// by multiplying: Math.pow promises no exact digits. Stops once the result is far outside.
function power(left: number, right: number, line: number): number {
  if (right < 0) {
    if (left === 0) return raise('ZeroDivisionError', '0.0 cannot be raised to a negative power', line)
    return raise('ValueError', 'a negative power is no integer, and the lab computes with integers', line)
  }
  if (Math.abs(left) <= 1) return right === 0 ? 1 : left === -1 && right % 2 === 0 ? 1 : left
  let result = 1
  for (let i = 0; i < right && Math.abs(result) <= 2 ** 40; i++) result *= left
  return result
}

/** Python's `%` of two ints: the sign is the divisor's. */
export function modulo(left: number, right: number, line: number): number {
  if (right === 0) return raise('ZeroDivisionError', 'integer modulo by zero', line)
  return (left - right * Math.floor(left / right)) | 0
}

/** Python's `//` of two ints, rounded towards minus infinity. */
export function floorDivide(left: number, right: number, line: number): number {
  return fitted(calculators['//'](left, right, line), line)
}

/** Says that a result left the range of the lab's ints. */
export function overflow(result: number, line: number): never {
  const digits = Math.abs(result) < 2 ** 53 ? `${result}` : 'the result'
  return raiseLimit('OverflowError', `${digits} is outside the whole numbers that the lab computes with, ${smallestInt} to ${largestInt}`, line)
}

/** A result, when it is an int of the lab. */
export const fitted = (result: number, line: number): number => (result === (result | 0) ? result | 0 : overflow(result, line))

/** An arithmetic operator on values of any kind. */
export function arithmetic(operator: ArithmeticOperator, left: Value, right: Value, line: number, augmented = false): Value {
  if (isNumeric(left) && isNumeric(right)) {
    const result = calculators[operator](Number(left), Number(right), line)
    const areBools = typeof left === 'boolean' && typeof right === 'boolean'
    return areBools && '&|^'.includes(operator) ? result !== 0 : fitted(result, line)
  }
  if (operator === '+' && typeof left === 'string' && typeof right === 'string') return left + right
  return raise('TypeError', operandFault(operator, typeName(left), typeName(right), augmented), line)
}

/** `-value`. */
export function negate(value: Value, line: number): number {
  if (!isNumeric(value)) return raise('TypeError', `bad operand type for unary -: '${typeName(value)}'`, line)
  return fitted(0 - Number(value), line)
}
