import type { SyntaxNode, Tree } from '@lezer/common'
import type { Problems } from '../problems'
import type { Span } from '../source'

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
  tellIndentation(source, tell)
  // Where blocks end is anybody's guess when tabs and spaces are mixed: nothing else is worth telling then.
  if (lines.size > 0) return lines
  tree.iterate({
    enter(reference) {
      if (lines.size >= mostErrors) return
      if (reference.name === 'Script' || reference.name === 'Body') tellSteps(source, reference.node, tell)
      if (!reference.type.isError) return
      const { at, to } = placeOf(source, reference.from, reference.to)
      tell(at, to, ...wordsFor(source, reference.node, at, to))
    }
  })
  return lines
}

/** Nobody reads more, and a text that is no program at all would give one for each line. */
const mostErrors = 20

/**
 * An error of no length means that something is missing or that what follows is not expected. If the line goes on, the person is to look at what follows;
 * else at the end of what came before, not at an empty line further down.
 */
function placeOf(source: string, from: number, to: number): { at: number; to: number } {
  const text = source.slice(from, to)
  if (text.trim() !== '') return { at: from + (text.length - text.trimStart().length), to: from + text.trimEnd().length }
  let at = from
  while (at > 0 && /\s/.test(source[at - 1] ?? '')) at--
  const follows = /^[ \t]*([\p{L}\p{N}_]+|[^\s#])/u.exec(source.slice(at, at + 200))
  const word = follows?.[1]
  if (word === undefined || follows === null) return { at, to: at }
  const begin = at + follows[0].length - word.length
  return { at: begin, to: begin + word.length }
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
  const doubled = lacks ? /(\+\+|--)\s*$/.exec(line)?.[1] : undefined
  if (doubled !== undefined) return [`Python has no \`${doubled}\``, `write \`${doubled[0]}= 1\``]
  if (lacks && /[([]/.test(line)) return ['a bracket is not closed, or a value is missing', 'look for the missing `)` or `]`']
  if (lacks) return ['this line stops too early', 'complete it']
  const foreign = foreignWords.find(([word]) => source.slice(at, at + word.length) === word || source.slice(at - 1, at - 1 + word.length) === word)
  if (foreign !== undefined) return [`Python has no \`${foreign[0]}\``, `write \`${foreign[1]}\``]
  if (/^(else|elif|except|finally)\b/.test(text)) return [`\`${text}\` belongs to nothing above it`, 'check the indentation']
  return [`\`${text.length > 40 ? `${text.slice(0, 37)}…` : text}\` is not expected here`, 'check the spelling, the brackets and the indentation']
}

/** What other languages write, and what Python does. */
const foreignWords = [
  ['&&', 'and'],
  ['||', 'or'],
  ['!', 'not']
] as const

/** The grammar lets a line stand further in than the ones above it in the same block; Python does not. */
function tellSteps(source: string, block: SyntaxNode, tell: Tell): void {
  let expected = block.name === 'Script' ? '' : null
  for (let node = block.firstChild; node !== null; node = node.nextSibling) {
    const indent = source.slice(source.lastIndexOf('\n', node.from - 1) + 1, node.from)
    if (node.name === 'Comment' || node.type.isError || indent.trim() !== '' || (block.name === 'Body' && node.name === ':')) continue
    expected ??= indent
    if (indent !== expected) tell(node.from, node.to, 'this line is indented in another way than those above it', 'begin it below the line above')
  }
}

type Tell = (from: number, to: number, what: string, tryThis: string) => void

/** Python counts a tab as up to eight columns and refuses mixtures; the lab refuses tabs at the beginning of lines together with spaces. */
function tellIndentation(source: string, tell: Tell): void {
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
