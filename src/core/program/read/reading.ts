import type { SyntaxNode } from '@lezer/common'
import type { Problems } from '../problems'
import type { Span } from '../source'
import type { Expression, Statement } from './syntax'

/** What the readers of the grammar's tree share: the text, a place for problems, and each other (so that no file imports in a circle). */
export interface Reading {
  readonly source: string
  readonly problems: Problems
  readonly spanOf: (from: number, to: number) => Span
  readonly expression: (node: SyntaxNode) => Expression
  readonly block: (body: SyntaxNode) => readonly Statement[]
}

/** The children of a node without comments. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling) if (child.name !== 'Comment') children.push(child)
  return children
}

/** The text of a node. */
export const textOf = (reading: Reading, node: SyntaxNode): string => reading.source.slice(node.from, node.to)

/** The text of a node as a message quotes it: one line, cut when long. */
export function quoted(reading: Reading, node: SyntaxNode): string {
  const text = textOf(reading, node).split(/[\r\n]/, 1)[0] ?? ''
  return text.length > 40 ? `\`${text.slice(0, 37)}…\`` : `\`${text}\``
}

/** Where a node stands. */
export const spanOfNode = (reading: Reading, node: SyntaxNode): Span => reading.spanOf(node.from, node.to)

/** Tells a problem at a node and gives the expression that stands for it. */
export function badExpression(reading: Reading, node: SyntaxNode, what: string, tryThis: string): Expression {
  const span = spanOfNode(reading, node)
  reading.problems.add(span, what, tryThis)
  return { is: 'bad', span }
}
