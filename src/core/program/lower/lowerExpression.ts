import type { Operand } from '../instruction'
import { addSite } from './addSite'
import { placeOf } from './foresight'
import { lowerAwait } from '../tasks/lowerAwait'
import { lowerAttribute } from './lowerAttribute'
import { lowerJoined } from './lowerJoined'
import { literalOperand } from './lowerLiteral'
import { lowerComprehension } from './lowerLoop'
import { readVariable } from './lowerName'
import { lowerText } from './lowerText'
import { constantOperand, emit, inRegister, intOperand, type Lowering, noneOperand, register } from './lowering'
import type { Expression } from '../read/syntax'

/**
 * Computes an expression, operands from left to right as Python does, and says where the value is: in `into` if that was possible at once,
 * else wherever it stands already. `hint` is the variable that will hold it, for the names of objects made here.
 */
export function lowerExpression(lowering: Lowering, expression: Expression, into?: number, hint = ''): Operand {
  switch (expression.is) {
    case 'literal':
      return literalOperand(lowering, expression.literal, expression.span)
    case 'formatted': {
      const parts = lowerText(lowering, expression)
      const to = into ?? register(lowering)
      emit(lowering, { do: 'text', to, parts })
      return inRegister(to)
    }
    case 'name':
      return readVariable(lowering, expression.name, expression.span, into)
    case 'list':
      return makeList(
        lowering,
        expression.items.map((item) => lowering.value(item, undefined, `${hint}[]`)),
        expression.span,
        into,
        hint
      )
    case 'tuple':
      lowering.problems.add(expression.span, 'tuples are outside the lab’s Python', 'use a list with `[` and `]`, or several names')
      return noneOperand
    case 'comprehension':
      return lowerComprehension(lowering, expression, hint)
    case 'unary':
      return lowerUnary(lowering, expression, into)
    case 'arithmetic':
      return lowerArithmetic(lowering, expression, into, hint)
    case 'compare':
    case 'logical':
      return expression.is === 'compare' && expression.rest.length === 1 ? lowerComparison(lowering, expression, into) : lowerLogical(lowering, expression)
    case 'conditional':
      return lowerConditional(lowering, expression, hint)
    case 'call':
      return lowering.call(expression, into, hint, true)
    case 'attribute':
      return lowerAttribute(lowering, expression, into)
    case 'item': {
      const list = lowering.value(expression.object)
      const index = lowering.value(expression.index)
      const to = into ?? register(lowering)
      emit(lowering, { do: 'readItem', to, list, index })
      return inRegister(to)
    }
    case 'lambda':
      return constantOperand('function', lowering.lambda(expression.function))
    case 'dictionary':
      lowering.problems.add(expression.span, 'dictionaries are outside the lab’s Python', 'use a list, or one variable for each entry')
      return noneOperand
    case 'await':
      return lowerAwait(lowering, expression, into, hint)
    case 'bad':
      return noneOperand
  }
}

function makeList(lowering: Lowering, items: readonly Operand[], span: Expression['span'], into: number | undefined, hint: string): Operand {
  const to = into ?? register(lowering)
  emit(lowering, { do: 'makeList', to, items, site: addSite(lowering, 'list', hint, span) })
  return inRegister(to)
}

function lowerUnary(lowering: Lowering, expression: Expression & { is: 'unary' }, into: number | undefined): Operand {
  const value = lowering.value(expression.operand)
  const to = into ?? register(lowering)
  switch (expression.operator) {
    case '-':
      emit(lowering, { do: 'negate', to, value })
      break
    case 'not':
      emit(lowering, { do: 'not', to, value })
      break
    case '+':
      emit(lowering, { do: 'arithmetic', to, operator: '+', left: intOperand(0), right: value })
      break
    case '~':
      // ~x is -1 - x in two's complement.
      emit(lowering, { do: 'arithmetic', to, operator: '-', left: intOperand(-1), right: value })
      break
  }
  return inRegister(to)
}

function lowerArithmetic(lowering: Lowering, expression: Expression & { is: 'arithmetic' }, into: number | undefined, hint: string): Operand {
  const { operator, left, right } = expression
  if (operator === '*' && (left.is === 'list' || right.is === 'list')) return lowerRepeat(lowering, expression, into, hint)
  const reads: number[] = []
  const first = fedBy(lowering, left, reads)
  const second = fedBy(lowering, right, reads)
  const place = placeOf(expression.span)
  if (operator === '+' && lowering.foresight.joined.has(place)) return lowerJoined(lowering, [first, second], addSite(lowering, 'list', hint, expression.span))
  if (operator === '+') lowering.sums.set(lowering.out.here(), place)
  return emitArithmetic(lowering, operator, first, second, reads, into)
}

/** Emits arithmetic and notes which reads feed it. */
export function emitArithmetic(
  lowering: Lowering,
  operator: (Expression & { is: 'arithmetic' })['operator'],
  left: Operand,
  right: Operand,
  reads: number[],
  into?: number,
  augmented = false
): Operand {
  const to = into ?? register(lowering)
  const at = emit(lowering, { do: 'arithmetic', to, operator, left, right, augmented })
  if (reads.length > 0) lowering.fed.set(at, reads)
  return inRegister(to)
}

/** A value, and the read that it came from if it is nothing but a read. */
export function fedBy(lowering: Lowering, expression: Expression, reads: number[]): Operand {
  const before = lowering.out.here()
  const value = lowering.value(expression)
  const at = lowering.out.here() - 1
  if (at >= before && (expression.is === 'name' || expression.is === 'item')) reads.push(at)
  return value
}

/** `[item] * n`: n times the same item. */
function lowerRepeat(lowering: Lowering, expression: Expression & { is: 'arithmetic' }, into: number | undefined, hint: string): Operand {
  const [list, times] = expression.left.is === 'list' ? [expression.left, expression.right] : [expression.right, expression.left]
  const [only] = list.is === 'list' ? list.items : []
  if (list.is !== 'list' || list.items.length !== 1 || only === undefined || times.is === 'list') {
    lowering.problems.add(expression.span, 'only a list of one item can be repeated', 'write `[0] * n`')
    return noneOperand
  }
  const ahead = list === expression.left ? null : lowering.value(times)
  const item = lowering.value(only, undefined, `${hint}[]`)
  const length = ahead ?? lowering.value(times)
  const to = into ?? register(lowering)
  emit(lowering, { do: 'repeatList', to, item, length, site: addSite(lowering, 'list', hint, expression.span) })
  return inRegister(to)
}

function lowerComparison(lowering: Lowering, expression: Expression & { is: 'compare' }, into: number | undefined): Operand {
  const [link] = expression.rest
  const left = lowering.value(expression.first)
  const right = link === undefined ? noneOperand : lowering.value(link.right)
  const to = into ?? register(lowering)
  emit(lowering, { do: 'compare', to, operator: link?.operator ?? '==', left, right })
  return inRegister(to)
}

/** `and`, `or` and chains of comparisons give the value that decided: each link only if the ones before it did not. */
function lowerLogical(lowering: Lowering, expression: Expression & { is: 'compare' | 'logical' }): Operand {
  const to = register(lowering)
  const end = lowering.out.label()
  const put = (value: Operand): void => {
    emit(lowering, { do: 'move', to, value })
  }
  const goOn = (wanted: boolean): void => {
    const next = lowering.out.label()
    emit(lowering, { do: 'branch', value: inRegister(to), ifTrue: wanted ? next : end, ifFalse: wanted ? end : next })
    lowering.out.place(next)
  }
  if (expression.is === 'logical') {
    put(lowering.value(expression.left))
    goOn(expression.operator === 'and')
    put(lowering.value(expression.right))
  } else {
    let left = lowering.value(expression.first)
    for (const [at, link] of expression.rest.entries()) {
      const right = lowering.value(link.right)
      emit(lowering, { do: 'compare', to, operator: link.operator, left, right })
      if (at < expression.rest.length - 1) goOn(true)
      left = right
    }
  }
  lowering.out.place(end)
  return inRegister(to)
}

function lowerConditional(lowering: Lowering, expression: Expression & { is: 'conditional' }, hint: string): Operand {
  const { out } = lowering
  const to = register(lowering)
  const [yes, no, end] = [out.label(), out.label(), out.label()]
  lowering.branch(expression.test, yes, no)
  out.place(yes)
  emit(lowering, { do: 'move', to, value: lowering.value(expression.value, undefined, hint) })
  emit(lowering, { do: 'jump', target: end })
  out.place(no)
  emit(lowering, { do: 'move', to, value: lowering.value(expression.otherwise, undefined, hint) })
  out.place(end)
  return inRegister(to)
}
