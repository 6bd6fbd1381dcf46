import type { SyntaxNode } from '@lezer/common'
import { badExpression, childrenOf, type Reading, spanOfNode } from './reading'
import type { Entry, Expression } from './syntax'

/** `{"name": value, …}`: keys are text, as the names of parameters are. */
export function readDictionary(reading: Reading, node: SyntaxNode): Expression {
  const groups: SyntaxNode[][] = [[]]
  for (const child of childrenOf(node).slice(1, -1)) {
    if (child.name === ',') groups.push([])
    else groups.at(-1)?.push(child)
  }
  const entries: Entry[] = []
  for (const [key, colon, value, ...more] of groups.filter((group) => group.length > 0)) {
    const name = key === undefined ? null : reading.expression(key)
    if (name?.is !== 'literal' || name.literal.kind !== 'str' || colon?.name !== ':' || value === undefined || more.length > 0)
      return badExpression(reading, node, 'dictionaries are outside the lab’s Python', 'use a list, or one variable for each entry')
    entries.push({ name: name.literal.value, value: reading.expression(value), span: name.span })
  }
  return { is: 'dictionary', entries, span: spanOfNode(reading, node) }
}
