/** A stretch of source text: lines and columns from 1, the end exclusive. */
export interface Span {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** What is wrong with a program, and where. */
export interface ProgramProblem {
  readonly span: Span
  /** One sentence that quotes the offending text. */
  readonly what: string
  /** What to write instead. */
  readonly try: string
}
