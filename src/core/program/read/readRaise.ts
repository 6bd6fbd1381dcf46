import type { SyntaxNode } from '@lezer/common'
import { childrenOf, type Reading, spanOfNode } from './reading'
import type { Statement } from './syntax'

/** `raise`, `raise ValueError("…")`, `raise ValueError`, `raise error`. What stands behind `from` only adds to what Python prints of an exception that nobody caught. */
export function readRaise(reading: Reading, node: SyntaxNode): Statement | null {
  const span = spanOfNode(reading, node)
  const [raised, from, cause] = childrenOf(node).slice(1)
  if (raised === undefined) return { is: 'raise', raised: null, span }
  if (from !== undefined && (from.name !== 'from' || cause === undefined)) {
    reading.problems.add(span, 'several values behind `raise`', 'write `raise ValueError("…")`')
    return null
  }
  if (cause !== undefined) reading.expression(cause)
  return { is: 'raise', raised: reading.expression(raised), span }
}
