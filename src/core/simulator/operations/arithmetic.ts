import type { ArithmeticOperator } from '../../program/instruction'

/** Arithmetic on two ints: NaN where Python raises; beyond ±2^31 the size is right even where the digits are not. */
export const calculators: Readonly<Record<ArithmeticOperator, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  // 62 bits would be needed to get the floor of a quotient of two 32-bit ints wrong; doubles have 53, but such quotients are never that close to an integer
  '//': (left, right) => (right === 0 ? Number.NaN : Math.floor(left / right)),
  '%': (left, right) => (right === 0 ? Number.NaN : left - right * Math.floor(left / right)),
  '**': power,
  '&': (left, right) => left & right,
  '|': (left, right) => left | right,
  '^': (left, right) => left ^ right,
  '<<': (left, right) => (right < 0 ? Number.NaN : left === 0 ? 0 : left * 2 ** Math.min(right, 64)),
  '>>': (left, right) => (right < 0 ? Number.NaN : left >> Math.min(right, 31))
}

/** Integer power by multiplying, because `Math.pow` promises no exact digits; stops once the result is far outside. */
function power(left: number, right: number): number {
  if (right < 0) return Number.NaN
  if (left === -1 || left === 0 || left === 1) return right === 0 ? 1 : left === -1 && right % 2 === 0 ? 1 : left
  let result = 1
  for (let i = 0; i < right && Math.abs(result) <= 2 ** 40; i++) result *= left
  return result
}

/** CPython's exception where a calculator gave NaN. */
export function calculationFault(operator: ArithmeticOperator, left: number): { readonly kind: string; readonly message: string } {
  if (operator === '<<' || operator === '>>') return { kind: 'ValueError', message: 'negative shift count' }
  if (operator === '**') {
    return left === 0
      ? { kind: 'ZeroDivisionError', message: '0.0 cannot be raised to a negative power' }
      : { kind: 'ValueError', message: 'a negative power is no integer, and the lab computes with integers' }
  }
  return { kind: 'ZeroDivisionError', message: operator === '%' ? 'integer modulo by zero' : 'integer division or modulo by zero' }
}
