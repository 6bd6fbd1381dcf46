import type { SyntaxNode } from '@lezer/common'
import { checkAnnotation } from './readAnnotation'
import { betweenCommas } from './readCall'
import { badExpression, childrenOf, quoted, type Reading, spanOfNode, textOf } from './reading'
import type { Expression, FunctionSyntax, Literal } from './syntax'

type Parameter = FunctionSyntax['parameters'][number]

/** `def name(parameters): body`. Annotations are passed over, defaults are literals. */
export function readFunction(reading: Reading, node: SyntaxNode): FunctionSyntax | null {
  const children = childrenOf(node)
  const name = node.getChild('VariableName')
  const list = node.getChild('ParamList')
  const body = node.getChild('Body')
  if (name === null || list === null || body === null) throw new Error('a function without name or body passed the grammar')
  const span = reading.spanOf(node.from, body.from)
  for (const annotation of [...node.getChildren('TypeDef'), ...list.getChildren('TypeDef')]) checkAnnotation(reading, annotation)
  if (children.some((child) => child.name === 'TypeParamList')) reading.problems.add(span, 'type parameters are outside the lab’s Python', 'leave them out')
  return {
    is: 'function',
    isAsync: children[0]?.name === 'async',
    name: textOf(reading, name),
    nameSpan: spanOfNode(reading, name),
    parameters: readParameters(reading, list),
    body: reading.block(body),
    span
  }
}

function readParameters(reading: Reading, list: SyntaxNode): Parameter[] {
  const parameters: Parameter[] = []
  let keywordOnly = false
  // The grammar gives the lone `/` of positional-only parameters no node of its own.
  if (/[,(]\s*\//.test(textOf(reading, list)))
    reading.problems.add(spanOfNode(reading, list), '`/` among parameters is outside the lab’s Python', 'leave it out')
  for (const group of betweenCommas(list)) {
    const [first] = group
    if (first === undefined) continue
    if (first.name === '*' && group.length === 1) {
      keywordOnly = true
      continue
    }
    const parameter = readParameter(reading, group, keywordOnly)
    if (parameter === null) continue
    if (parameters.some((other) => other.name === parameter.name))
      reading.problems.add(parameter.span, `\`${parameter.name}\` stands twice among the parameters`, 'rename one')
    if (parameter.fallback === null && !keywordOnly && parameters.at(-1)?.fallback) {
      reading.problems.add(parameter.span, `\`${parameter.name}\` without default stands behind one with`, 'put the parameters with defaults last')
    }
    parameters.push(parameter)
  }
  return parameters
}

function readParameter(reading: Reading, group: readonly SyntaxNode[], keywordOnly: boolean): Parameter | null {
  const [first] = group
  if (first === undefined) return null
  if (first.name !== 'VariableName') {
    reading.problems.add(spanOfNode(reading, first), `${quoted(reading, first)} among parameters is outside the lab’s Python`, 'name each parameter')
    return null
  }
  const mark = group.findIndex((node) => node.name === 'AssignOp')
  const value = mark < 0 ? undefined : group[mark + 1]
  const span = spanOfNode(reading, first)
  if (value === undefined) return { name: textOf(reading, first), fallback: null, keywordOnly, span }
  const read = reading.expression(value)
  if (read.is === 'literal' && read.literal.kind !== 'float') return { name: textOf(reading, first), fallback: read.literal, keywordOnly, span }
  if (read.is !== 'bad')
    reading.problems.add(read.span, `the default ${quoted(reading, value)} is no plain value`, 'use a whole number, True, False, None or text')
  const none: Literal = { kind: 'none' }
  return { name: textOf(reading, first), fallback: none, keywordOnly, span }
}

/** `lambda parameters: value`: a function without a name that returns the value. */
export function readLambda(reading: Reading, node: SyntaxNode): Expression {
  const list = node.getChild('ParamList')
  const last = childrenOf(node).at(-1)
  const span = spanOfNode(reading, node)
  if (last === undefined || last.name === ':') return badExpression(reading, node, `${quoted(reading, node)} lacks its value`, 'write `lambda: value`')
  const value = reading.expression(last)
  return {
    is: 'lambda',
    function: {
      is: 'function',
      name: '<lambda>',
      nameSpan: span,
      parameters: list === null ? [] : readParameters(reading, list),
      body: [{ is: 'return', value, span: value.span }],
      span
    },
    value,
    span
  }
}
