import type { Span } from './source'

/** Turns offsets into lines and columns (both from 1; a column is a UTF-16 unit). Lines end as Python's do: `\n`, `\r\n` or `\r`. */
export function spansOf(source: string): (from: number, to: number) => Span {
  const starts = [0]
  for (let at = 0; at < source.length; at++) {
    const character = source[at]
    if (character === '\n' || (character === '\r' && source[at + 1] !== '\n')) starts.push(at + 1)
  }
  const lineOf = (offset: number): number => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
  return (from, to) => {
    const line = lineOf(from)
    const endLine = lineOf(to)
    return { line: line + 1, column: from - (starts[line] ?? 0) + 1, endLine: endLine + 1, endColumn: to - (starts[endLine] ?? 0) + 1 }
  }
}
