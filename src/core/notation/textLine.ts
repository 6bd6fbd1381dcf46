import type { Span } from '../program/source'

/** A word of a line, or the rest of it. */
export interface Piece {
  readonly text: string
  readonly span: Span
}

/** A line with something on it, comments and blanks at both ends taken away. */
export interface TextLine extends Piece {
  readonly words: readonly Piece[]
}

/** The lines of a text that are not empty; `#` begins a comment. */
export function textLines(source: string): TextLine[] {
  return source.split(/\r?\n/).flatMap((raw, at): TextLine[] => {
    const text = raw.replace(/#.*/, '').trimEnd()
    const start = text.search(/\S/)
    if (start < 0) return []
    const piece = (from: number, to: number): Piece => ({ text: text.slice(from, to), span: spanOf(at + 1, from, to) })
    return [{ ...piece(start, text.length), words: [...text.matchAll(/\S+/g)].map(({ index, 0: word }) => piece(index, index + word.length)) }]
  })
}

const spanOf = (line: number, from: number, to: number): Span => ({ line, column: from + 1, endLine: line, endColumn: to + 1 })

/** What stands on a line from its n-th word (from 0) to just before another, or to the end; null when there is nothing. */
export function stretch(line: TextLine, from: number, before = line.words.length): Piece | null {
  const [first, last] = [line.words[from], line.words[before - 1]]
  if (first === undefined || last === undefined || before <= from) return null
  const start = first.span.column - line.span.column
  return { text: line.text.slice(start, last.span.endColumn - line.span.column), span: { ...first.span, endColumn: last.span.endColumn } }
}
