import type { SyntaxNode } from '@lezer/common'
import { bodyAfter } from './readCompound'
import { childrenOf, type Reading, spanOfNode, textOf } from './reading'
import type { ExceptClause, Statement } from './syntax'

/** `try` with `except`, `else` and `finally`. */
export function readTry(reading: Reading, node: SyntaxNode): Statement | null {
  const children = childrenOf(node)
  const body = children[1]
  if (body === undefined) throw new Error('a try without a body passed the grammar')
  const span = reading.spanOf(node.from, body.from)
  const clauses: ExceptClause[] = []
  for (const [at, child] of children.entries()) {
    if (child.name !== 'except') continue
    const end = children.findIndex((other, index) => index > at && other.name === 'Body')
    const clause = readClause(reading, child, children.slice(at + 1, end), children[end])
    if (clause !== null) clauses.push(clause)
  }
  const bare = clauses.slice(0, -1).find((clause) => clause.caught === null)
  if (bare !== undefined) reading.problems.add(bare.span, 'an `except` without a kind takes all, so those below it never run', 'put it last')
  const hasEnd = children.some((child) => child.name === 'finally' || child.name === 'except')
  if (!hasEnd) reading.problems.add(span, 'this `try` has neither `except` nor `finally`', 'write what is to happen then')
  return {
    is: 'try',
    body: reading.block(body),
    clauses,
    otherwise: bodyAfter(reading, children, 'else'),
    cleanup: bodyAfter(reading, children, 'finally'),
    span
  }
}

/** `except (ValueError, queue.Empty) as e:`; `header` is what stands between the word and the body. */
function readClause(reading: Reading, word: SyntaxNode, header: readonly SyntaxNode[], body: SyntaxNode | undefined): ExceptClause | null {
  if (body === undefined) throw new Error('an except without a body passed the grammar')
  const [caught, as, name, ...more] = header
  const span = reading.spanOf(word.from, body.from)
  if (caught?.name === '*') {
    reading.problems.add(span, '`except*` is outside the lab’s Python', 'write `except`')
    return null
  }
  const isNamed = as?.name === 'as' && name?.name === 'VariableName' && more.length === 0
  if (as !== undefined && !isNamed) {
    reading.problems.add(spanOfNode(reading, as), 'several exceptions stand here without parentheses', 'write `except (ValueError, IndexError):`')
    return null
  }
  return {
    caught: caught === undefined ? null : reading.expression(caught),
    name: name === undefined ? null : { name: textOf(reading, name), span: spanOfNode(reading, name) },
    body: reading.block(body),
    span
  }
}
