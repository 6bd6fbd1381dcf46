import type { SyntaxNode } from '@lezer/common'
import type { ArithmeticOperator, ComparisonOperator } from '../instruction'
import { readNumber } from './literals'
import { mayBeAwaited, readAwaited, takesTooMuch, tellUnawaitable } from './readAwaited'
import { betweenCommas, readCall } from './readCall'
import { readDictionary } from './readDictionary'
import { readLambda } from './readFunction'
import { badExpression, childrenOf, quoted, type Reading, spanOfNode, textOf } from './reading'
import { readComprehension } from './readComprehension'
import { readString } from './readString'
import { largestInt } from '../value'
import type { Expression } from './syntax'

const arithmetic: ReadonlySet<string> = new Set<ArithmeticOperator>(['+', '-', '*', '//', '%', '**', '&', '|', '^', '<<', '>>'])
const comparisons: ReadonlySet<string> = new Set<ComparisonOperator>(['==', '!=', '<', '<=', '>', '>=', 'is', 'is not', 'in', 'not in'])

const outside: Readonly<Record<string, readonly [what: string, tryThis: string]>> = {
  DictionaryComprehensionExpression: ['dictionaries are outside the lab’s Python', 'use a list, or one variable for each entry'],
  SetExpression: ['sets are outside the lab’s Python', 'use a list'],
  SetComprehensionExpression: ['sets are outside the lab’s Python', 'use a list'],
  ComprehensionExpression: ['a generator is outside the lab’s Python', 'write a list with `[` and `]`'],
  YieldExpression: ['`yield` is outside the lab’s Python', 'return a value, or loop'],
  NamedExpression: ['`:=` is outside the lab’s Python', 'assign on a line of its own'],
  Ellipsis: ['`...` is outside the lab’s Python', 'write `pass`']
}

/** An expression of the grammar's tree, checked against the subset. */
export function readExpression(reading: Reading, node: SyntaxNode): Expression {
  switch (node.name) {
    case 'Number':
      return readInt(reading, node, false)
    case 'Boolean':
      return { is: 'literal', literal: { kind: 'bool', value: textOf(reading, node) === 'True' }, span: spanOfNode(reading, node) }
    case 'None':
      return { is: 'literal', literal: { kind: 'none' }, span: spanOfNode(reading, node) }
    case 'String':
    case 'FormatString':
    case 'ContinuedString':
      return readString(reading, node)
    case 'VariableName':
      return { is: 'name', name: textOf(reading, node), span: spanOfNode(reading, node) }
    case 'ParenthesizedExpression':
      return readParenthesized(reading, node)
    case 'TupleExpression':
    case 'ArrayExpression':
      return readItems(reading, node)
    case 'ArrayComprehensionExpression':
      return readComprehension(reading, node)
    case 'UnaryExpression':
      return readUnary(reading, node)
    case 'BinaryExpression':
      return readBinary(reading, node)
    case 'ConditionalExpression':
      return readConditional(reading, node)
    case 'CallExpression':
      return readCall(reading, node)
    case 'AwaitExpression':
      return readAwait(reading, node)
    case 'LambdaExpression':
      return readLambda(reading, node)
    case 'DictionaryExpression':
      return readDictionary(reading, node)
    case 'MemberExpression':
      return readMember(reading, node)
    default: {
      const known = Object.hasOwn(outside, node.name) ? outside[node.name] : undefined
      return badExpression(
        reading,
        node,
        known?.[0] ?? `${quoted(reading, node)} is outside the lab’s Python`,
        known?.[1] ?? 'write it with names, numbers and calls'
      )
    }
  }
}

function readInt(reading: Reading, node: SyntaxNode, negative: boolean): Expression {
  const number = readNumber(textOf(reading, node))
  if (!number.ok) return badExpression(reading, node, number.what, number.try)
  if (number.literal.kind === 'int' && number.literal.value > largestInt && !negative) {
    return badExpression(reading, node, `${quoted(reading, node)} is larger than the lab computes with`, 'stay between -2147483648 and 2147483647')
  }
  return { is: 'literal', literal: number.literal, span: spanOfNode(reading, node) }
}

function readParenthesized(reading: Reading, node: SyntaxNode): Expression {
  const inside = betweenCommas(node)[0]?.[0]
  if (inside === undefined || childrenOf(node).length !== 3)
    return badExpression(reading, node, 'these parentheses hold no single value', 'put one value between them')
  return reading.expression(inside)
}

function readItems(reading: Reading, node: SyntaxNode): Expression {
  const items: Expression[] = []
  for (const group of betweenCommas(node)) {
    const [first] = group
    if (first === undefined) continue
    if (group.length > 1) {
      const what = group.some((child) => child.name === 'for')
        ? 'a comprehension must stand alone between its brackets'
        : 'unpacking with `*` is outside the lab’s Python'
      return badExpression(reading, first, what, 'write the items one by one')
    }
    items.push(reading.expression(first))
  }
  return { is: node.name === 'ArrayExpression' ? 'list' : 'tuple', items, span: spanOfNode(reading, node) }
}

function readAwait(reading: Reading, node: SyntaxNode): Expression {
  const [, value] = childrenOf(node)
  if (value !== undefined && !mayBeAwaited(value)) return tellUnawaitable(reading, value)
  if (takesTooMuch(reading, node)) return readAwaited(reading, node)
  if (value === undefined) return badExpression(reading, node, '`await` is not complete', 'name what is awaited')
  return { is: 'await', value: reading.expression(value), span: spanOfNode(reading, node) }
}

function readUnary(reading: Reading, node: SyntaxNode): Expression {
  const [sign, operand] = childrenOf(node)
  const operator = sign === undefined ? '' : textOf(reading, sign)
  const span = spanOfNode(reading, node)
  if (operand === undefined) return badExpression(reading, node, `${quoted(reading, node)} lacks its value`, 'write a value behind the sign')
  if (operator === '-' && operand.name === 'Number') {
    const inner = readInt(reading, operand, true)
    if (inner.is === 'literal' && (inner.literal.kind === 'int' || inner.literal.kind === 'float')) {
      return { is: 'literal', literal: { kind: inner.literal.kind, value: inner.literal.value === 0 ? 0 : -inner.literal.value }, span }
    }
    return inner
  }
  if (operator !== 'not' && takesTooMuch(reading, operand))
    return badExpression(reading, node, 'a sign before an `await` in a calculation', 'put brackets around it: `-(await task)`')
  if (operator === '-' || operator === '+' || operator === '~' || operator === 'not')
    return { is: 'unary', operator, operand: reading.expression(operand), span }
  return badExpression(reading, node, `${quoted(reading, node)} is outside the lab’s Python`, 'use `-` or `not`')
}

function readBinary(reading: Reading, node: SyntaxNode): Expression {
  const children = childrenOf(node)
  const left = children[0]
  const right = children.at(-1)
  const operator = children
    .slice(1, -1)
    .map((child) => textOf(reading, child))
    .join(' ')
  const span = spanOfNode(reading, node)
  if (left === undefined || right === undefined || children.length < 3)
    return badExpression(reading, node, `${quoted(reading, node)} lacks a side`, 'write a value on both sides')
  if (arithmetic.has(operator) && takesTooMuch(reading, node)) return readAwaited(reading, node)
  if (operator === 'and' || operator === 'or') return { is: 'logical', operator, left: reading.expression(left), right: reading.expression(right), span }
  if (arithmetic.has(operator))
    return { is: 'arithmetic', operator: operator as ArithmeticOperator, left: reading.expression(left), right: reading.expression(right), span }
  if (comparisons.has(operator)) return readComparison(reading, left, operator as ComparisonOperator, right, span)
  if (operator === '/') return badExpression(reading, node, '`/` gives a fraction, and the lab computes with whole numbers', 'write `//`')
  return badExpression(reading, node, `the operator \`${operator}\` is outside the lab’s Python`, 'use `+ - * // %`, a comparison, or `and`, `or`')
}

/** `a < b < c` stands in the tree as `(a < b) < c` without parentheses. */
function readComparison(reading: Reading, left: SyntaxNode, operator: ComparisonOperator, right: SyntaxNode, span: Expression['span']): Expression {
  const first = reading.expression(left)
  const link = { operator, right: reading.expression(right) }
  if (left.name === 'BinaryExpression' && first.is === 'compare') return { is: 'compare', first: first.first, rest: [...first.rest, link], span }
  return { is: 'compare', first, rest: [link], span }
}

function readConditional(reading: Reading, node: SyntaxNode): Expression {
  const [value, , test, , otherwise] = childrenOf(node)
  if (value === undefined || test === undefined || otherwise === undefined)
    return badExpression(reading, node, '`… if … else …` is not complete', 'write all three values')
  return {
    is: 'conditional',
    test: reading.expression(test),
    value: reading.expression(value),
    otherwise: reading.expression(otherwise),
    span: spanOfNode(reading, node)
  }
}

function readMember(reading: Reading, node: SyntaxNode): Expression {
  const [object, mark, ...rest] = childrenOf(node)
  const [inside, end] = rest
  const span = spanOfNode(reading, node)
  if (object === undefined || inside === undefined)
    return badExpression(reading, node, `${quoted(reading, node)} is not complete`, 'name what stands behind the dot')
  if (mark?.name === '.' && inside.name === 'PropertyName') return { is: 'attribute', object: reading.expression(object), name: textOf(reading, inside), span }
  if (rest.length === 2 && end?.name === ']') return { is: 'item', object: reading.expression(object), index: reading.expression(inside), span }
  return badExpression(reading, node, `${quoted(reading, node)} takes a slice or several indices`, 'use one index, `name[i]`')
}
