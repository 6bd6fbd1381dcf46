import type { SyntaxNode } from '@lezer/common'
import { childrenOf, quoted, type Reading, spanOfNode, textOf } from './reading'
import type { Statement } from './syntax'

interface Imported {
  readonly name: string
  readonly as: string
  readonly span: ReturnType<typeof spanOfNode>
}

/** `name`, `a.b` or `name as other`. */
function readImported(reading: Reading, group: readonly SyntaxNode[]): Imported | null {
  const [first] = group
  const last = group.at(-1)
  if (first === undefined || last === undefined || first.name !== 'VariableName') return null
  const as = group.findIndex((node) => node.name === 'as')
  const name = reading.source.slice(first.from, (as < 0 ? last : (group[as - 1] ?? last)).to)
  return { name, as: as < 0 ? name : textOf(reading, last), span: reading.spanOf(first.from, last.to) }
}

/** `import threading, time as clock`. */
export function readImport(reading: Reading, node: SyntaxNode): Statement | null {
  const groups: SyntaxNode[][] = [[]]
  for (const child of childrenOf(node).slice(1)) {
    if (child.name === ',') groups.push([])
    else groups.at(-1)?.push(child)
  }
  const modules = groups.map((group) => readImported(reading, group)).filter((found) => found !== null)
  return { is: 'import', modules: modules.map(({ name, as, span }) => ({ module: name, as, span })), span: spanOfNode(reading, node) }
}

/** `from threading import Lock, Thread as T`. */
export function readFromImport(reading: Reading, node: SyntaxNode): Statement | null {
  const children = childrenOf(node)
  const word = children.findIndex((child) => child.name === 'import')
  const [from] = children.slice(1, word)
  const until = children[word - 1]
  const module = from === undefined || until === undefined ? '' : reading.source.slice(from.from, until.to)
  if (children.slice(word + 1).some((child) => child.name === '*')) {
    reading.problems.add(spanOfNode(reading, node), `${quoted(reading, node)} hides which names come in`, `write \`import ${module}\``)
    return null
  }
  const groups: SyntaxNode[][] = [[]]
  for (const child of children.slice(word + 1)) {
    if (child.name === ',') groups.push([])
    else if (child.name !== '(' && child.name !== ')') groups.at(-1)?.push(child)
  }
  const names = groups.map((group) => readImported(reading, group)).filter((found) => found !== null)
  return { is: 'fromImport', module, names, span: spanOfNode(reading, node) }
}
