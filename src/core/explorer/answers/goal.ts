import { parse, tooDeep } from '../../program/read/parse'
import type { Program } from '../../program/program'
import type { Expression } from '../../program/read/syntax'
import type { Machine } from '../../simulator/assemble'
import { calculationFault, calculators } from '../../simulator/operations/arithmetic'
import { elementAddress, elementKind, listLength } from '../../simulator/state/heap'
import { kindCodes, typeName } from '../../simulator/state/kindCodes'
import { isTaken, lockKindOf, lockOf } from '../../simulator/operations/locks'
import { kindIn } from '../../simulator/state/place'
import { word } from '../../simulator/state/words'
import { failure, type Problem, type Result, success } from '../../trace/problem'

/** What evaluating a goal raises in some state: where in the goal, and Python's words. */
export interface Raise {
  readonly at: string
  readonly what: string
}

/** Whether a state is the one that somebody looks for, or what evaluating that raises there; such a state does not meet the goal. */
export type Goal = (machine: Machine, words: Int32Array) => boolean | Raise

/** Reads a goal: a Python expression over the module-level variables of a program, with ints, bools, None, strings, `len`, elements of lists and `.locked()`. */
export function readGoal(program: Program, text: string): Result<Goal> {
  const { statements, found } = parse(text)
  const [problem] = found
  if (problem !== undefined) {
    const assignment = /(?<![=!<>])=(?!=)/.exec(text)
    if (assignment !== null) return failure(`column ${assignment.index + 1}`, '`=` assigns a value', 'write `==` to compare')
    return failure(`column ${problem.span.column}`, problem.what, found.some(({ what }) => what === tooDeep) ? 'ask for fewer things at a time' : problem.try)
  }
  const [statement] = statements
  if (statement?.is !== 'expression' || statements.length !== 1) {
    return failure('', `\`${text.trim()}\` is no expression`, 'write a condition, such as `counter == 1`')
  }
  const wrong = check(program, statement.value)
  if (wrong !== null) return { ok: false, problem: wrong }
  return success((machine, words) => {
    try {
      return isTrue(evaluate(machine, words, statement.value))
    } catch (error) {
      if (error instanceof Raised) return { at: `column ${error.column}`, what: error.message }
      throw error
    }
  })
}

/** What Python would raise while a goal is evaluated, and at which column (0 where that is not known yet). */
class Raised extends Error {
  column = 0
}

const at = (expression: Expression, what: string, tryThis: string): Problem => ({ at: `column ${expression.span.column}`, what, try: tryThis })

// the first part of an expression that a goal cannot have
function check(program: Program, expression: Expression): Problem | null {
  const all = (...parts: readonly Expression[]): Problem | null => parts.map((part) => check(program, part)).find((problem) => problem !== null) ?? null
  switch (expression.is) {
    case 'literal':
      return null
    case 'name': {
      if (program.names.some(({ name }) => name === expression.name)) return null
      const known = program.names.map(({ name }) => name).slice(0, 8)
      const hint = known.length === 0 ? 'the program has no variables outside its functions' : `its variables are ${known.join(', ')}`
      return at(expression, `the program has no module-level variable \`${expression.name}\``, hint)
    }
    case 'unary':
      return all(expression.operand)
    case 'arithmetic':
    case 'logical':
      return all(expression.left, expression.right)
    case 'compare':
      return all(expression.first, ...expression.rest.map(({ right }) => right))
    case 'conditional':
      return all(expression.test, expression.value, expression.otherwise)
    case 'item':
      return all(expression.object, expression.index)
    case 'list':
    case 'tuple':
      return all(...expression.items)
    case 'call': {
      const { callee, positional, keywords } = expression
      if (callee.is === 'name' && callee.name === 'len' && positional.length === 1 && keywords.length === 0) return all(...positional)
      if (callee.is === 'attribute' && callee.name === 'locked' && positional.length === 0 && keywords.length === 0) return all(callee.object)
      return at(expression, 'a goal calls nothing but `len(…)` and `.locked()`', 'compare variables, such as `len(items) == 2`')
    }
    default:
      return at(expression, 'a goal has no such expression', 'compare variables, such as `counter == 1`')
  }
}

/** An object by its kind and number, as a value: only the same object is equal to it. */
interface Thing {
  readonly kind: number
  readonly payload: number
}
type Value = number | boolean | string | null | Thing | readonly Value[]

function evaluate(machine: Machine, words: Int32Array, expression: Expression): Value {
  try {
    return valueIn(machine, words, expression)
  } catch (error) {
    // the innermost part is the place
    if (error instanceof Raised && error.column === 0) error.column = expression.span.column
    throw error
  }
}

function valueIn(machine: Machine, words: Int32Array, expression: Expression): Value {
  const value = (part: Expression): Value => evaluate(machine, words, part)
  switch (expression.is) {
    case 'literal':
      return expression.literal.kind === 'none' ? null : expression.literal.value
    case 'name':
      return nameValue(machine, words, expression.name)
    case 'unary': {
      const operand = value(expression.operand)
      if (expression.operator === 'not') return !isTrue(operand)
      const number = toNumber(operand, `bad operand type for unary ${expression.operator}: '${nameOf(operand)}'`)
      return expression.operator === '-' ? -number : expression.operator === '~' ? ~number : number
    }
    case 'arithmetic': {
      const [left, right] = [value(expression.left), value(expression.right)]
      if (expression.operator === '+' && typeof left === 'string' && typeof right === 'string') return left + right
      const unfit = `unsupported operand type(s) for ${expression.operator}: '${nameOf(left)}' and '${nameOf(right)}'`
      const number = toNumber(left, unfit)
      const result = calculators[expression.operator](number, toNumber(right, unfit))
      if (!Number.isNaN(result)) return result
      const { kind, message } = calculationFault(expression.operator, number)
      throw new Raised(`${kind}: ${message}`)
    }
    case 'logical': {
      const left = value(expression.left)
      return isTrue(left) === (expression.operator === 'or') ? left : value(expression.right)
    }
    case 'conditional':
      return isTrue(value(expression.test)) ? value(expression.value) : value(expression.otherwise)
    case 'compare': {
      let left = value(expression.first)
      for (const { operator, right: part } of expression.rest) {
        const right = value(part)
        if (!compares(operator, left, right)) return false
        left = right
      }
      return true
    }
    case 'list':
    case 'tuple':
      return expression.items.map(value)
    case 'item': {
      const object = value(expression.object)
      if (typeof object !== 'string' && !isItems(object)) throw new Raised(`TypeError: '${nameOf(object)}' object is not subscriptable`)
      const position = value(expression.index)
      const index = toNumber(position, `list indices must be integers or slices, not ${nameOf(position)}`)
      const found = object[index < 0 ? index + object.length : index]
      if (found === undefined) throw new Raised(`IndexError: ${typeof object === 'string' ? 'string' : 'list'} index out of range`)
      return found
    }
    case 'call': {
      const [argument] = expression.positional
      if (argument !== undefined) return lengthOf(value(argument))
      return expression.callee.is === 'attribute' && isLocked(machine, words, value(expression.callee.object))
    }
    default:
      throw new Error(`a goal was let through with ${expression.is}`)
  }
}

function nameValue(machine: Machine, words: Int32Array, name: string): Value {
  const place = machine.layout.names[machine.program.names.findIndex((one) => one.name === name)]
  if (place === undefined) throw new Error(`no name ${name}`)
  const kind = kindIn(place, words, 0)
  if (kind === kindCodes.unbound) throw new Raised(`NameError: name '${name}' is not defined`)
  return valueOf(machine, words, kind, word(words, place.payloadAt))
}

function valueOf(machine: Machine, words: Int32Array, kind: number, payload: number): Value {
  if (kind === kindCodes.int) return payload
  if (kind === kindCodes.bool) return payload !== 0
  if (kind === kindCodes.none) return null
  if (kind === kindCodes.str) return machine.pools.text(payload)
  if (kind !== kindCodes.list) return { kind, payload }
  return Array.from({ length: listLength(machine, words, payload) }, (_, index) =>
    valueOf(machine, words, elementKind(machine, words, payload, index), word(words, elementAddress(machine, words, payload, index)))
  )
}

const isItems = (value: Value): value is readonly Value[] => Array.isArray(value)
const isTrue = (value: Value): boolean => (isItems(value) ? value.length > 0 : Boolean(value))

function toNumber(value: Value, otherwise: string): number {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  throw new Raised(`TypeError: ${otherwise}`)
}

// as Python calls its type
function nameOf(value: Value): string {
  if (value === null) return 'NoneType'
  if (typeof value === 'number') return 'int'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'string') return 'str'
  return isItems(value) ? 'list' : typeName(value.kind)
}

function lengthOf(value: Value): number {
  if (typeof value === 'string' || isItems(value)) return value.length
  throw new Raised(`TypeError: object of type '${nameOf(value)}' has no len()`)
}

function isLocked({ layout }: Machine, words: Int32Array, value: Value): boolean {
  if (value === null || typeof value !== 'object' || isItems(value)) throw new Raised(`AttributeError: '${nameOf(value)}' object has no attribute 'locked'`)
  return isTaken(layout, words, lockKindOf(layout, words, value.kind, value.payload), lockOf(layout, words, value.kind, value.payload))
}

function equal(left: Value, right: Value): boolean {
  if (isItems(left) && isItems(right)) return left.length === right.length && left.every((item, index) => equal(item, right[index] ?? null))
  if (left !== null && right !== null && typeof left === 'object' && typeof right === 'object' && !isItems(left) && !isItems(right))
    return left.kind === right.kind && left.payload === right.payload
  if (isNumeric(left) && isNumeric(right)) return Number(left) === Number(right)
  return left === right
}

const isNumeric = (value: Value): boolean => typeof value === 'number' || typeof value === 'boolean'

function compares(operator: string, left: Value, right: Value): boolean {
  switch (operator) {
    case '==':
      return equal(left, right)
    case '!=':
      return !equal(left, right)
    case 'is':
      return typeof left === typeof right && equal(left, right)
    case 'is not':
      return !(typeof left === typeof right && equal(left, right))
    case 'in':
    case 'not in':
      return contains(right, left) === (operator === 'in')
    default: {
      const both = typeof left === 'string' && typeof right === 'string'
      const unfit = `'${operator}' not supported between instances of '${nameOf(left)}' and '${nameOf(right)}'`
      const [a, b] = both ? [left, right] : [toNumber(left, unfit), toNumber(right, unfit)]
      return operator === '<' ? a < b : operator === '<=' ? a <= b : operator === '>' ? a > b : a >= b
    }
  }
}

function contains(items: Value, wanted: Value): boolean {
  if (typeof items === 'string' && typeof wanted === 'string') return items.includes(wanted)
  if (isItems(items)) return items.some((item) => equal(item, wanted))
  throw new Raised(`TypeError: argument of type '${nameOf(items)}' is not iterable`)
}
