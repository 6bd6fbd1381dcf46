import type { SyntaxNode } from '@lezer/common'
import { badExpression, childrenOf, quoted, type Reading, spanOfNode, textOf } from './reading'
import { readComprehension } from './readComprehension'
import type { Expression } from './syntax'

/** The groups of nodes between the commas of a bracketed list, brackets taken off. Empty groups are left out. */
export function betweenCommas(node: SyntaxNode): SyntaxNode[][] {
  const groups: SyntaxNode[][] = [[]]
  for (const child of childrenOf(node)) {
    if (['(', ')', '[', ']'].includes(child.name)) continue
    if (child.name === ',') groups.push([])
    else groups.at(-1)?.push(child)
  }
  return groups.filter((group) => group.length > 0)
}

/** A call with positional and keyword arguments. */
export function readCall(reading: Reading, node: SyntaxNode): Expression {
  const [callee, list] = childrenOf(node)
  if (callee === undefined || list === undefined) return badExpression(reading, node, `${quoted(reading, node)} is no call`, 'write `name(…)`')
  const positional: Expression[] = []
  let star: Expression | undefined
  const keywords: { name: string; value: Expression; span: ReturnType<typeof spanOfNode> }[] = []
  for (const group of betweenCommas(list)) {
    const [first, second, third] = group
    if (first === undefined) continue
    if (group.length === 1) {
      if (keywords.length > 0) reading.problems.add(spanOfNode(reading, first), 'a plain argument behind a named one', 'put the arguments with `name=` last')
      positional.push(reading.expression(first))
    } else if (first.name === 'VariableName' && second?.name === 'AssignOp' && textOf(reading, second) === '=' && third !== undefined && group.length === 3) {
      const name = textOf(reading, first)
      if (keywords.some((keyword) => keyword.name === name)) reading.problems.add(spanOfNode(reading, first), `\`${name}=\` is given twice`, 'give it once')
      keywords.push({ name, value: reading.expression(third), span: spanOfNode(reading, first) })
    } else if (first.name === '*' && second !== undefined && group.length === 2 && star === undefined && isGather(reading, callee)) {
      star = second.name === 'ComprehensionExpression' ? readComprehension(reading, second) : reading.expression(second)
    } else badArgument(reading, first, group)
  }
  const call = { is: 'call' as const, callee: reading.expression(callee), positional, keywords, span: spanOfNode(reading, node) }
  return star === undefined ? call : { ...call, star }
}

const isGather = (reading: Reading, callee: SyntaxNode): boolean => /(^|\.)gather$/.test(textOf(reading, callee))

function badArgument(reading: Reading, first: SyntaxNode, group: readonly SyntaxNode[]): void {
  const span = reading.spanOf(first.from, group.at(-1)?.to ?? first.to)
  if (first.name === '*' || first.name === '**')
    reading.problems.add(span, 'unpacking arguments with `*` is outside the lab’s Python', 'write the arguments one by one')
  else if (group.some((node) => node.name === 'for')) {
    reading.problems.add(span, 'a generator is outside the lab’s Python', 'put `[` and `]` around it to make a list')
  } else reading.problems.add(span, 'this argument is outside the lab’s Python', 'write a value, or `name=value`')
}
