import type { SyntaxNode } from '@lezer/common'
import type { ExceptionKind } from './instruction'
import { childrenOf, type Reading, spanOfNode } from './reading'
import type { Statement } from './syntax'

const kinds: ReadonlySet<string> = new Set<ExceptionKind>([
  'AssertionError',
  'RuntimeError',
  'ValueError',
  'TypeError',
  'NameError',
  'UnboundLocalError',
  'IndexError',
  'ZeroDivisionError',
  'OverflowError',
  'Exception'
])

/** `raise ValueError("…")` or `raise ValueError`. */
export function readRaise(reading: Reading, node: SyntaxNode): Statement | null {
  const span = spanOfNode(reading, node)
  const refuse = (what: string, tryThis: string): null => {
    reading.problems.add(span, what, tryThis)
    return null
  }
  const children = childrenOf(node).slice(1)
  const [raised] = children
  if (raised === undefined) return refuse('`raise` alone is outside the lab’s Python', 'name the exception: `raise RuntimeError("…")`')
  if (children.length > 1) return refuse('`raise … from …` is outside the lab’s Python', 'leave out the `from`')
  const value = reading.expression(raised)
  if (value.is === 'bad') return null
  const callee = value.is === 'call' ? value.callee : value
  if (callee.is !== 'name' || !kinds.has(callee.name))
    return refuse('this exception is outside the lab’s Python', 'raise a `RuntimeError`, `ValueError` or `Exception`')
  if (value.is === 'call' && (value.positional.length > 1 || value.keywords.length > 0)) return refuse('an exception takes one message here', 'give one text')
  return { is: 'raise', kind: callee.name as ExceptionKind, message: value.is === 'call' ? (value.positional[0] ?? null) : null, span }
}
