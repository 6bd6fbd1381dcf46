import type { SyntaxNode, Tree } from '@lezer/common'
import type { Problems } from './problems'
import type { Span } from './source'

/**
 * Tells where the text is no Python, one problem a line, in plain words. The grammar recovers from errors and goes on, so that several can be told.
 * Answers the lines that are not to be trusted.
 */
export function tellSyntaxErrors(source: string, tree: Tree, spanOf: (from: number, to: number) => Span, problems: Problems): ReadonlySet<number> {
  const lines = new Set<number>()
  const tell = (from: number, to: number, what: string, tryThis: string): void => {
    const span = spanOf(from, to)
    if (lines.has(span.line)) return
    lines.add(span.line)
    problems.add(span, what, tryThis)
  }
  tree.iterate({
    enter(reference) {
      if (reference.type.isError) {
        const { at, to } = placeOf(source, reference.from, reference.to)
        tell(at, to, ...wordsFor(source, reference.node, at, to))
      }
    }
  })
  tellIndentation(source, tell)
  return lines
}

/** An error of no length stands behind what came before it: there the person is to look, not on an empty line further down. */
function placeOf(source: string, from: number, to: number): { at: number; to: number } {
  const text = source.slice(from, to)
  if (text.trim() !== '') return { at: from + (text.length - text.trimStart().length), to: from + text.trimEnd().length }
  const at = source.slice(0, from).trimEnd().length
  return { at, to: at }
}

function wordsFor(source: string, node: SyntaxNode, at: number, to: number): [what: string, tryThis: string] {
  const parent = node.parent?.name ?? ''
  const text = source.slice(at, to).split(/[\r\n]/, 1)[0] ?? ''
  const line = source.slice(source.lastIndexOf('\n', at - 1) + 1, at)
  const lacks = text === ''
  if (/String/.test(parent)) return ['this text is never closed', 'end it with the quote that it began with']
  if (lacks && /^\s*(if|elif|else|for|while|def|with|try|finally)\b/.test(line) && !line.trimEnd().endsWith(':'))
    return ['a `:` is missing at the end of this line', 'write `:`']
  if (lacks && line.trimEnd().endsWith(':')) return ['nothing stands inside this block', 'indent a line below it, or write `pass`']
  if (lacks && /=\s*$/.test(line)) return ['a value is missing behind `=`', 'write the value']
  if (lacks && /[([]/.test(line)) return ['a bracket is not closed, or a value is missing', 'look for the missing `)` or `]`']
  if (lacks) return ['this line stops too early', 'complete it']
  if (/^(else|elif|except|finally)\b/.test(text)) return [`\`${text}\` belongs to nothing above it`, 'check the indentation']
  return [`\`${text.length > 40 ? `${text.slice(0, 37)}…` : text}\` is not expected here`, 'check the spelling, the brackets and the indentation']
}

/** Python counts a tab as up to eight columns and refuses mixtures; the lab refuses tabs at the beginning of lines together with spaces. */
function tellIndentation(source: string, tell: (from: number, to: number, what: string, tryThis: string) => void): void {
  let at = 0
  let tabs = false
  let spaces = false
  for (const line of source.split('\n')) {
    const indent = /^[ \t\f]*/.exec(line)?.[0] ?? ''
    if (indent.length > 0 && line.trim() !== '' && !line.trim().startsWith('#')) {
      tabs ||= indent.includes('\t')
      spaces ||= indent.includes(' ')
      if (tabs && spaces) {
        tell(at, at + indent.length, 'tabs and spaces are mixed at the beginning of lines', 'use four spaces')
        return
      }
    }
    at += line.length + 1
  }
}
