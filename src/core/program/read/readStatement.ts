import type { SyntaxNode } from '@lezer/common'
import type { ArithmeticOperator } from '../instruction'
import { checkAnnotation } from './readAnnotation'
import { readFor, readIf, readWhile, readWith } from './readCompound'
import { readFunction } from './readFunction'
import { readFromImport, readImport } from './readImport'
import { readRaise } from './readRaise'
import { childrenOf, quoted, type Reading, spanOfNode, textOf } from './reading'
import { readTargets } from './readTargets'
import { readTry } from './readTry'
import type { Expression, Statement } from './syntax'

const outside: Readonly<Record<string, readonly [what: string, tryThis: string]>> = {
  ClassDefinition: ['classes are outside the lab’s Python', 'use functions and module-level names'],
  MatchStatement: ['`match` is outside the lab’s Python', 'use `if` and `elif`'],
  DeleteStatement: ['`del` is outside the lab’s Python', 'leave the name as it is'],
  DecoratedStatement: ['decorators are outside the lab’s Python', 'call the function yourself'],
  PrintStatement: ['`print` without parentheses is Python 2', 'write `print(…)`'],
  TypeDefinition: ['`type` statements are outside the lab’s Python', 'leave them out'],
  YieldStatement: ['`yield` is outside the lab’s Python', 'return a value, or loop']
}

const augmented: Readonly<Record<string, ArithmeticOperator>> = {
  '+=': '+',
  '-=': '-',
  '*=': '*',
  '//=': '//',
  '%=': '%',
  '**=': '**',
  '&=': '&',
  '|=': '|',
  '^=': '^',
  '<<=': '<<',
  '>>=': '>>'
}

/** A statement of the grammar's tree, checked against the subset; null when a problem was told. */
export function readStatement(reading: Reading, node: SyntaxNode): Statement | null {
  const span = spanOfNode(reading, node)
  const children = childrenOf(node)
  switch (node.name) {
    case 'ImportStatement':
      return children[0]?.name === 'from' ? readFromImport(reading, node) : readImport(reading, node)
    case 'ExpressionStatement':
      return children[0] === undefined ? null : readLoneExpression(reading, children)
    case 'AssignStatement':
      return readAssign(reading, node)
    case 'UpdateStatement':
      return readAugment(reading, node)
    case 'FunctionDefinition':
      return readFunction(reading, node)
    case 'IfStatement':
      return readIf(reading, node)
    case 'WhileStatement':
      return readWhile(reading, node)
    case 'ForStatement':
      return readFor(reading, node)
    case 'WithStatement':
      return readWith(reading, node)
    case 'TryStatement':
      return readTry(reading, node)
    case 'RaiseStatement':
      return readRaise(reading, node)
    case 'AssertStatement':
      return readAssert(reading, node)
    case 'ReturnStatement':
      return { is: 'return', value: children.length > 1 ? readValues(reading, children.slice(1)) : null, span }
    case 'BreakStatement':
      return { is: 'break', span }
    case 'ContinueStatement':
      return { is: 'continue', span }
    case 'PassStatement':
      return { is: 'pass', span }
    case 'ScopeStatement':
      return readScope(reading, node)
    default: {
      const known = Object.hasOwn(outside, node.name) ? outside[node.name] : undefined
      reading.problems.add(
        reading.spanOf(node.from, headerEnd(node)),
        known?.[0] ?? `${quoted(reading, node)} is outside the lab’s Python`,
        known?.[1] ?? 'leave it out'
      )
      return null
    }
  }
}

const headerEnd = (node: SyntaxNode): number => node.getChild('Body')?.from ?? node.to

/** One value, or a tuple when commas stand between several. */
function readValues(reading: Reading, nodes: readonly SyntaxNode[]): Expression {
  const parts = nodes.filter((node) => node.name !== ',')
  const [first] = parts
  const last = parts.at(-1)
  if (first === undefined || last === undefined) throw new Error('a statement without a value passed the grammar')
  if (nodes.length === 1) return reading.expression(first)
  return { is: 'tuple', items: parts.map((part) => reading.expression(part)), span: reading.spanOf(first.from, last.to) }
}

function readLoneExpression(reading: Reading, children: readonly SyntaxNode[]): Statement | null {
  const value = readValues(reading, children)
  return { is: 'expression', value, span: value.span }
}

function readAssign(reading: Reading, node: SyntaxNode): Statement | null {
  const sides: SyntaxNode[][] = [[]]
  let annotated = false
  for (const child of childrenOf(node)) {
    if (child.name === 'AssignOp') sides.push([])
    else if (child.name === 'TypeDef') {
      annotated = true
      checkAnnotation(reading, child)
    } else sides.at(-1)?.push(child)
  }
  const span = spanOfNode(reading, node)
  const [first] = sides
  if (annotated && first !== undefined && sides.length === 1) return { is: 'declare', target: readTargets(reading, first, node), span }
  const value = sides.at(-1)
  if (value === undefined || value.length === 0 || sides.length < 2) {
    reading.problems.add(span, `${quoted(reading, node)} lacks its value`, 'write `name = value`')
    return null
  }
  const targets = sides.slice(0, -1).map((side) => readTargets(reading, side, node))
  return { is: 'assign', targets, value: readValues(reading, value), span }
}

function readAugment(reading: Reading, node: SyntaxNode): Statement | null {
  const children = childrenOf(node)
  const at = children.findIndex((child) => child.name === 'UpdateOp')
  const mark = children[at]
  const span = spanOfNode(reading, node)
  const written = mark === undefined ? '' : textOf(reading, mark)
  const operator = Object.hasOwn(augmented, written) ? augmented[written] : undefined
  if (operator === undefined) {
    const divides = written === '/='
    reading.problems.add(
      span,
      divides ? '`/=` gives a fraction, and the lab computes with whole numbers' : `\`${written}\` is outside the lab’s Python`,
      divides ? 'write `//=`' : 'use `+=` or `-=`'
    )
    return null
  }
  const target = readTargets(reading, children.slice(0, at), node)
  const value = readValues(reading, children.slice(at + 1))
  if (target.is !== 'tuple') return { is: 'augment', target, operator, value, span }
  reading.problems.add(span, `\`${written}\` takes one name on its left`, 'write one line for each name')
  return null
}

function readAssert(reading: Reading, node: SyntaxNode): Statement {
  const [test, comma, message] = childrenOf(node).slice(1)
  if (test === undefined) throw new Error('an assert without a test passed the grammar')
  // the grammar lets the message behind the comma be missing, Python does not
  if (comma !== undefined && message === undefined)
    reading.problems.add(spanOfNode(reading, comma), 'there is no message behind the comma', 'write `assert test, "message"`')
  return { is: 'assert', test: reading.expression(test), message: message === undefined ? null : reading.expression(message), span: spanOfNode(reading, node) }
}

function readScope(reading: Reading, node: SyntaxNode): Statement {
  const [word, ...rest] = childrenOf(node)
  const names = rest.filter((child) => child.name === 'VariableName').map((child) => ({ name: textOf(reading, child), span: spanOfNode(reading, child) }))
  return { is: word?.name === 'global' ? 'global' : 'nonlocal', names, span: spanOfNode(reading, node) }
}
