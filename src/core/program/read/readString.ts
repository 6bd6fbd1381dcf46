import type { SyntaxNode } from '@lezer/common'
import { readText, takeApart } from './literals'
import { badExpression, childrenOf, type Reading, spanOfNode, textOf } from './reading'
import type { Expression, FormattedPart } from './syntax'

/** A plain string, an f-string, or several written one after the other (they join, as in Python). */
export function readString(reading: Reading, node: SyntaxNode): Expression {
  const pieces = node.name === 'ContinuedString' ? childrenOf(node) : [node]
  const parts: FormattedPart[] = []
  for (const piece of pieces) {
    const problem = piece.name === 'FormatString' ? readFormatted(reading, piece, parts) : readPlain(reading, piece, parts)
    if (problem !== null) return badExpression(reading, piece, problem.what, problem.try)
  }
  const span = spanOfNode(reading, node)
  const texts = parts.map((part) => ('text' in part ? part.text : null))
  if (texts.every((text) => text !== null)) return { is: 'literal', literal: { kind: 'str', value: texts.join('') }, span }
  return { is: 'formatted', parts, span }
}

interface Wrong {
  readonly what: string
  readonly try: string
}

const unclosed: Wrong = { what: 'this text is never closed', try: 'end it with the quote that it began with' }

function readPlain(reading: Reading, node: SyntaxNode, parts: FormattedPart[]): Wrong | null {
  const pieces = takeApart(textOf(reading, node))
  if (pieces === null) return unclosed
  if (pieces.prefix.includes('b')) return { what: 'bytes are outside the lab’s Python', try: 'write text without the `b`' }
  if (!['', 'r', 'u'].includes(pieces.prefix)) return { what: `\`${pieces.prefix}\` is no prefix that the lab knows`, try: 'write the text without it' }
  const text = readText(pieces.body, pieces.prefix === 'r')
  if (!text.ok) return text
  parts.push({ text: text.text })
  return null
}

function readFormatted(reading: Reading, node: SyntaxNode, parts: FormattedPart[]): Wrong | null {
  const pieces = takeApart(textOf(reading, node))
  if (pieces === null) return unclosed
  if (pieces.prefix !== 'f') return { what: `\`${pieces.prefix}\` is no prefix that the lab knows`, try: 'write `f"…"`' }
  let at = node.from + pieces.at
  const end = node.to - pieces.quote.length
  for (const child of childrenOf(node)) {
    const before = addText(reading.source.slice(at, child.from), parts)
    if (before !== null) return before
    const inside = readReplacement(reading, child, pieces.quote, parts)
    if (inside !== null) return inside
    at = child.to
  }
  return addText(reading.source.slice(at, end), parts)
}

/** Text between the replacements of an f-string: doubled braces are braces. */
function addText(raw: string, parts: FormattedPart[]): Wrong | null {
  if (/[{}]/.test(raw.replaceAll('{{', '').replaceAll('}}', ''))) return { what: 'a lone brace in an f-string', try: 'write `{{` or `}}` for a brace' }
  const text = readText(raw.replaceAll('{{', '{').replaceAll('}}', '}'), false)
  if (!text.ok) return text
  if (text.text !== '') parts.push({ text: text.text })
  return null
}

function readReplacement(reading: Reading, node: SyntaxNode, quote: string, parts: FormattedPart[]): Wrong | null {
  const children = childrenOf(node).filter((child) => child.name !== '{' && child.name !== '}')
  const [value, ...rest] = children
  const written = textOf(reading, node)
  if (value === undefined || value.type.isError) return { what: 'an empty `{}` in an f-string', try: 'put a value between the braces' }
  if (!written.endsWith('}')) return { what: 'a `{` in an f-string is never closed', try: 'close it with `}`' }
  if (written.includes(quote) || written.includes('\\') || /[\r\n]/.test(written)) {
    return { what: 'the same quote, a backslash or a line break inside the braces of an f-string', try: 'give the value a name first' }
  }
  let repr = false
  let itself = false
  for (const extra of rest) {
    const text = textOf(reading, extra)
    if (extra.name === 'FormatSelfDoc') itself = true
    else if (extra.name === 'FormatConversion' && (text === '!r' || text === '!s')) repr = text === '!r'
    else if (extra.name === 'FormatSpec') return { what: `the format \`${text}\` is outside the lab’s Python`, try: 'write `{name}` alone' }
    else return { what: `\`${text}\` in an f-string is outside the lab’s Python`, try: 'write one value between the braces' }
  }
  if (itself) parts.push({ text: reading.source.slice(node.from + 1, rest.find((extra) => extra.name === 'FormatSelfDoc')?.to ?? value.to) })
  parts.push({ value: reading.expression(value), repr: repr || (itself && !rest.some((extra) => extra.name === 'FormatConversion')) })
  return null
}
