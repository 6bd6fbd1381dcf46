import { arithmetic, fitted } from './arithmetic'
import { type Compare, isList } from './comparison'
import type { Lists } from './lists'
import { literalOf } from '../code/literalOf'
import type { PythonText } from './pythonText'
import { raise } from '../memory/raised'
import type { Value } from '../memory/sharedValue'
import { isNumeric, typeName } from './typeName'

/** A built-in function of the subset on these arguments. */
type Builtin = (given: readonly Value[], line: number) => Value

/** Python's truth of a value, and its built-in functions. */
export interface Builtins {
  truth(value: Value): boolean
  length(value: Value, line: number): number
  readonly builtins: Readonly<Record<'len' | 'abs' | 'min' | 'max' | 'sum' | 'int' | 'bool' | 'str', Builtin>>
}

/** The built-in functions over these lists. */
export function builtins(lists: Lists, compare: Compare, text: PythonText): Builtins {
  const truth = (value: Value): boolean => (isList(value) ? lists.length(value) > 0 : Boolean(value))

  function length(value: Value, line: number): number {
    if (isList(value)) return lists.length(value)
    return typeof value === 'string' ? Array.from(value).length : raise('TypeError', `object of type '${typeName(value)}' has no len()`, line)
  }

  function items(value: Value, line: number): readonly Value[] {
    return isList(value) ? lists.items(value, line) : raise('TypeError', `'${typeName(value)}' object is not iterable`, line)
  }

  const extreme =
    (name: 'min' | 'max', operator: '<' | '>'): Builtin =>
    (given, line) => {
      const candidates = given.length === 1 ? items(given[0], line) : given
      if (candidates.length === 0) return raise('ValueError', `${name}() arg is an empty sequence`, line)
      return candidates.reduce((best, candidate) => (compare(operator, candidate, best, line) ? candidate : best))
    }

  return {
    truth,
    length,
    builtins: {
      len: ([value], line) => length(value, line),
      abs: ([value], line) =>
        isNumeric(value) ? fitted(Math.abs(Number(value)), line) : raise('TypeError', `bad operand type for abs(): '${typeName(value)}'`, line),
      min: extreme('min', '<'),
      max: extreme('max', '>'),
      sum: ([value, start], line) => items(value, line).reduce((sum, item) => arithmetic('+', sum, item, line), start ?? 0),
      int: ([value], line) => wholeNumber(value, line),
      bool: ([value]) => truth(value),
      str: (given, line) => (given.length === 0 ? '' : text.str(given[0], line))
    }
  }
}

function wholeNumber(value: Value, line: number): number {
  if (value === undefined) return 0
  if (isNumeric(value)) return Number(value)
  if (typeof value !== 'string') {
    return raise('TypeError', `int() argument must be a string, a bytes-like object or a real number, not '${typeName(value)}'`, line)
  }
  if (!/^\s*[+-]?\d+(_\d+)*\s*$/.test(value)) return raise('ValueError', `invalid literal for int() with base 10: ${literalOf(value)}`, line)
  return fitted(Number(value.replaceAll('_', '')), line)
}
