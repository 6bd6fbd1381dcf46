import type { SyntaxNode } from '@lezer/common'
import { childrenOf, type Reading, spanOfNode } from './reading'
import { readTargets } from './readTargets'
import type { Expression, Statement, WithItem } from './syntax'

/** The body that stands behind a word (`else`, `finally`), or nothing. */
export function bodyAfter(reading: Reading, children: readonly SyntaxNode[], word: string): readonly Statement[] {
  const at = children.findIndex((child) => child.name === word)
  const body = at < 0 ? undefined : children[at + 1]
  return body?.name === 'Body' ? reading.block(body) : []
}

/** From the first word of a compound statement to the colon. */
const headerOf = (reading: Reading, node: SyntaxNode): Expression['span'] => reading.spanOf(node.from, node.getChild('Body')?.from ?? node.to)

const lost = (): never => {
  throw new Error('a compound statement without its parts passed the grammar')
}

/** `if`, `elif`, `else`. */
export function readIf(reading: Reading, node: SyntaxNode): Statement {
  const children = childrenOf(node)
  const branches: { test: Expression; body: readonly Statement[] }[] = []
  for (const [at, child] of children.entries()) {
    if (child.name !== 'if' && child.name !== 'elif') continue
    const test = children[at + 1] ?? lost()
    branches.push({ test: reading.expression(test), body: reading.block(children[at + 2] ?? lost()) })
  }
  return { is: 'if', branches, otherwise: bodyAfter(reading, children, 'else'), span: headerOf(reading, node) }
}

/** `while`, with its `else`. */
export function readWhile(reading: Reading, node: SyntaxNode): Statement {
  const children = childrenOf(node)
  const [, test, body] = children
  if (test === undefined || body === undefined) return lost()
  return {
    is: 'while',
    test: reading.expression(test),
    body: reading.block(body),
    otherwise: bodyAfter(reading, children, 'else'),
    span: headerOf(reading, node)
  }
}

/** `for … in …`, with its `else`. */
export function readFor(reading: Reading, node: SyntaxNode): Statement | null {
  const children = childrenOf(node)
  const from = children.findIndex((child) => child.name === 'for')
  const middle = children.findIndex((child) => child.name === 'in')
  const end = children.findIndex((child) => child.name === 'Body')
  const [over, second] = children.slice(middle + 1, end)
  const body = children[end]
  if (over === undefined || body === undefined || middle < 0) return lost()
  const span = headerOf(reading, node)
  if (from > 0) {
    reading.problems.add(span, '`async for` is outside the lab’s Python', 'write a `for` that awaits in its body')
    return null
  }
  if (second !== undefined) reading.problems.add(spanOfNode(reading, over), 'a loop over values between commas', 'put `[` and `]` around them')
  return {
    is: 'for',
    target: readTargets(reading, children.slice(from + 1, middle), node),
    over: reading.expression(over),
    body: reading.block(body),
    otherwise: bodyAfter(reading, children, 'else'),
    span
  }
}

/** `with lock:`, `with first, second:` and `async with lock:`. */
export function readWith(reading: Reading, node: SyntaxNode): Statement {
  const children = childrenOf(node)
  const body = node.getChild('Body') ?? lost()
  const from = children.findIndex((child) => child.name === 'with')
  const header = children.slice(from + 1, children.indexOf(body) < 0 ? children.findIndex((child) => child.name === 'Body') : children.indexOf(body))
  const span = headerOf(reading, node)
  const items: WithItem[] = []
  for (const [at, child] of header.entries()) {
    if (child.name === ',' || child.name === 'as' || header[at - 1]?.name === 'as') continue
    const value = reading.expression(child)
    const [word, name] = header.slice(at + 1, at + 3)
    const target = word?.name === 'as' && name !== undefined ? readTargets(reading, [name], name) : null
    if (value.is === 'tuple' && target === null) items.push(...value.items.map((item) => ({ value: item, target: null })))
    else items.push({ value, target })
  }
  return { is: 'with', isAsync: from > 0, items, body: reading.block(body), span }
}
