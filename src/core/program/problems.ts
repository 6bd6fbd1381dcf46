import type { ProgramProblem, Span } from './source'

/** Where the passes of the compiler put what they find: a second problem on the same stretch of text is not told, it is mostly an echo. */
export interface Problems {
  readonly found: readonly ProgramProblem[]
  add(span: Span, what: string, tryThis: string): void
}

/** An empty collection. */
export function problems(): Problems {
  const found: ProgramProblem[] = []
  const places = new Set<string>()
  return {
    found,
    add(span, what, tryThis) {
      // what stands in no text (line 0) is told each for itself
      const place = span.line === 0 ? what : `${span.line}:${span.column}`
      if (places.has(place)) return
      places.add(place)
      found.push({ span, what, try: tryThis })
    }
  }
}

/** In the order of the text. */
export const inOrder = (found: readonly ProgramProblem[]): ProgramProblem[] =>
  found.toSorted((a, b) => a.span.line - b.span.line || a.span.column - b.span.column)
