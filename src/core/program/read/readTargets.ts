import type { SyntaxNode } from '@lezer/common'
import { badExpression, childrenOf, quoted, type Reading } from './reading'
import type { Expression } from './syntax'

/** What is assigned to: one target, or several between commas. `nodes` still hold the commas; `around` is pointed at when there is nothing. */
export function readTargets(reading: Reading, nodes: readonly SyntaxNode[], around: SyntaxNode): Expression {
  const parts = nodes.filter((node) => node.name !== ',')
  const [first] = parts
  const last = parts.at(-1)
  if (first === undefined || last === undefined) return badExpression(reading, around, 'nothing is named here', 'write a name')
  if (parts.length === 1 && nodes.length === 1) return readTarget(reading, first)
  return { is: 'tuple', items: parts.map((part) => readTarget(reading, part)), span: reading.spanOf(first.from, last.to) }
}

function readTarget(reading: Reading, node: SyntaxNode): Expression {
  if (node.name === '*') return badExpression(reading, node, 'unpacking with `*` is outside the lab’s Python', 'name each value')
  if (node.name === 'ParenthesizedExpression' || node.name === 'TupleExpression' || node.name === 'ArrayExpression') {
    const inside = childrenOf(node).slice(1, -1)
    return node.name === 'ArrayExpression' && inside.length === 1
      ? badExpression(reading, node, `${quoted(reading, node)} cannot be assigned to here`, 'assign to a name')
      : readTargets(reading, inside, node)
  }
  const target = reading.expression(node)
  if (target.is === 'name' || target.is === 'item' || target.is === 'bad') return target
  if (target.is === 'attribute' && target.name === 'value') return target
  if (target.is === 'attribute') {
    const hint = target.name === 'daemon' ? 'write `Thread(…, daemon=True)`' : target.name === 'name' ? 'write `Thread(…, name="…")`' : 'use a variable'
    return badExpression(reading, node, `attributes such as ${quoted(reading, node)} cannot be assigned`, hint)
  }
  return badExpression(reading, node, `${quoted(reading, node)} cannot be assigned to`, 'assign to a name or to an element, `name[i]`')
}
