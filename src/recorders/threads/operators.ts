import type { ArithmeticOperator, ComparisonOperator } from '../../core/program/instruction'
import { largestInt, smallestInt } from '../../core/program/value'
import type { Lists } from './lists'
import { literalOf } from './literalOf'
import { raise } from './raised'
import { kindOf, Ref, type Value } from './sharedValue'

/** Python's operators on values whose kinds the generated code does not know. Ints outside ±2^31 raise. */
export interface Operators {
  arithmetic(operator: ArithmeticOperator, left: Value, right: Value, line: number): Value
  compare(operator: ComparisonOperator, left: Value, right: Value, line: number): boolean
  truth(value: Value): boolean
  negate(value: Value, line: number): number
  builtin(name: string, given: readonly Value[], line: number): Value
  str(value: Value, line: number): string
  repr(value: Value, line: number): string
  /** Says that an int left the range. */
  overflow(line: number): never
}

const calculators: Readonly<Record<ArithmeticOperator, (left: number, right: number, line: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '//': (left, right, line) => (right === 0 ? raise('ZeroDivisionError', 'integer division or modulo by zero', line) : Math.floor(left / right)),
  '%': (left, right, line) => (right === 0 ? raise('ZeroDivisionError', 'integer modulo by zero', line) : left - right * Math.floor(left / right)),
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
  for (let i = 0; i < right && Math.abs(result) <= largestInt + 1; i++) result *= left
  return result
}

const isNumber = (value: Value): value is number | boolean => typeof value === 'number' || typeof value === 'boolean'

/** What the int range's end says. */
function overflow(line: number): never {
  return raise('OverflowError', `the result is outside ${smallestInt} to ${largestInt}`, line)
}

/** The operators of one worker. */
export function operators(lists: Lists): Operators {
  const isList = (value: Value): value is Ref => value instanceof Ref && value.kind === 'list'

  function arithmetic(operator: ArithmeticOperator, left: Value, right: Value, line: number): Value {
    if (isNumber(left) && isNumber(right)) {
      if (typeof left === 'boolean' && typeof right === 'boolean' && '&|^'.includes(operator)) return Boolean(calculators[operator](Number(left), Number(right), line))
      const result = calculators[operator](Number(left), Number(right), line)
      return result >= smallestInt && result <= largestInt ? result | 0 : overflow(line)
    }
    if (operator === '+' && typeof left === 'string' && typeof right === 'string') return left + right
    if (operator === '*' && typeof left === 'string' && isNumber(right)) return left.repeat(Math.max(0, Number(right)))
    if (operator === '*' && isNumber(left) && typeof right === 'string') return right.repeat(Math.max(0, Number(left)))
    return raise('TypeError', `unsupported operand type(s) for ${operator}: '${pythonType(left)}' and '${pythonType(right)}'`, line)
  }

  function isEqual(left: Value, right: Value, line: number): boolean {
    if (isNumber(left) && isNumber(right)) return Number(left) === Number(right)
    if (!isList(left) || !isList(right) || left === right) return left === right
    if (lists.length(left) !== lists.length(right)) return false
    const others = lists.items(right, line)
    return lists.items(left, line).every((item, i) => isEqual(item, others[i], line))
  }

  function order(operator: ComparisonOperator, left: Value, right: Value, line: number): number {
    if (isNumber(left) && isNumber(right)) return Number(left) - Number(right)
    if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0
    return raise('TypeError', `'${operator}' not supported between instances of '${pythonType(left)}' and '${pythonType(right)}'`, line)
  }

  function contains(item: Value, container: Value, line: number): boolean {
    if (isList(container)) return lists.items(container, line).some((each) => isEqual(each, item, line))
    if (typeof container === 'string' && typeof item === 'string') return container.includes(item)
    return raise('TypeError', `argument of type '${pythonType(container)}' is not iterable`, line)
  }

  function compare(operator: ComparisonOperator, left: Value, right: Value, line: number): boolean {
    switch (operator) {
      case '==':
        return isEqual(left, right, line)
      case '!=':
        return !isEqual(left, right, line)
      case 'is':
        return left === right
      case 'is not':
        return left !== right
      case 'in':
        return contains(left, right, line)
      case 'not in':
        return !contains(left, right, line)
      case '<':
        return order(operator, left, right, line) < 0
      case '<=':
        return order(operator, left, right, line) <= 0
      case '>':
        return order(operator, left, right, line) > 0
      default:
        return order(operator, left, right, line) >= 0
    }
  }

  const truth = (value: Value): boolean => (isList(value) ? lists.length(value) > 0 : Boolean(value))
  const text = (value: Value, line: number): string => (typeof value === 'string' ? value : repr(value, line))

  function repr(value: Value, line: number): string {
    if (!isList(value)) return literalOf(value)
    return `[${lists
      .items(value, line)
      .map((item) => repr(item, line))
      .join(', ')}]`
  }

  function extreme(name: 'min' | 'max', given: readonly Value[], line: number): Value {
    const [only] = given
    const items = given.length === 1 && isList(only) ? lists.items(only, line) : given
    if (items.length === 0) return raise('ValueError', `${name}() iterable argument is empty`, line)
    const isBetter = (item: Value, best: Value): boolean => compare(name === 'min' ? '<' : '>', item, best, line)
    return items.reduce((best, item) => (isBetter(item, best) ? item : best))
  }

  function builtin(name: string, given: readonly Value[], line: number): Value {
    const [value] = given
    switch (name) {
      case 'len':
        if (typeof value === 'string') return [...value].length
        return isList(value) ? lists.length(value) : raise('TypeError', `object of type '${pythonType(value)}' has no len()`, line)
      case 'abs':
        if (!isNumber(value)) return raise('TypeError', `bad operand type for abs(): '${pythonType(value)}'`, line)
        return Number(value) < 0 ? arithmetic('-', 0, value, line) : Number(value)
      case 'sum':
        if (!isList(value)) return raise('TypeError', `'${pythonType(value)}' object is not iterable`, line)
        return lists.items(value, line).reduce((sum: Value, item) => arithmetic('+', sum, item, line), given[1] ?? 0)
      case 'int':
        return toInt(value, line)
      case 'bool':
        return truth(value)
      case 'str':
        return text(value, line)
      default:
        return extreme(name === 'min' ? 'min' : 'max', given, line)
    }
  }

  function negate(value: Value, line: number): number {
    if (!isNumber(value)) return raise('TypeError', `bad operand type for unary -: '${pythonType(value)}'`, line)
    return Number(value) === smallestInt ? overflow(line) : 0 - Number(value)
  }

  return { arithmetic, compare, truth, negate, builtin, str: text, repr, overflow }
}

function toInt(value: Value, line: number): number {
  if (value === undefined) return 0
  if (isNumber(value)) return Number(value)
  if (typeof value !== 'string') return raise('TypeError', `int() argument must be a string, a bytes-like object or a real number, not '${pythonType(value)}'`, line)
  if (!/^\s*[+-]?\d+(_\d+)*\s*$/.test(value)) return raise('ValueError', `invalid literal for int() with base 10: ${literalOf(value)}`, line)
  const number = Number(value.replaceAll('_', ''))
  return number >= smallestInt && number <= largestInt ? number : overflow(line)
}

/** What Python calls the type of a value. */
function pythonType(value: Value): string {
  const kind = kindOf(value)
  return kind === 'none' ? 'NoneType' : kind === 'semaphore' ? 'Semaphore' : kind === 'boundedSemaphore' ? 'BoundedSemaphore' : kind === 'thread' ? 'Thread' : kind
}
