import type { SyntaxNode } from '@lezer/common'
import { badExpression, childrenOf, type Reading, spanOfNode } from './reading'
import { readTargets } from './readTargets'
import type { Clause, Expression } from './syntax'

/** `[element for target in over if condition …]`. */
export function readComprehension(reading: Reading, node: SyntaxNode): Expression {
  const children = childrenOf(node).slice(1, -1)
  const [element] = children
  if (element === undefined) return badExpression(reading, node, 'an empty comprehension', 'write `[value for name in range(n)]`')
  const clauses: Clause[] = []
  let conditions: Expression[] = []
  let at = 1
  while (at < children.length) {
    const word = children[at]
    if (word?.name === 'for') {
      const targets: SyntaxNode[] = []
      for (at++; at < children.length && children[at]?.name !== 'in'; at++) targets.push(children[at] as SyntaxNode)
      const over = children[at + 1]
      if (over === undefined) return badExpression(reading, node, 'this comprehension lacks what it goes over', 'write `for name in range(n)`')
      conditions = []
      clauses.push({ target: readTargets(reading, targets, node), over: reading.expression(over), conditions })
      at += 2
    } else if (word?.name === 'if' && children[at + 1] !== undefined) {
      conditions.push(reading.expression(children[at + 1] as SyntaxNode))
      at += 2
    } else return badExpression(reading, word ?? node, 'this comprehension is outside the lab’s Python', 'write `[value for name in range(n)]`')
  }
  return { is: 'comprehension', element: reading.expression(element), clauses, span: spanOfNode(reading, node) }
}
