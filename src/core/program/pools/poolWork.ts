import type { Operand } from '../instruction'
import type { Span } from '../source'
import type { FunctionSyntax } from '../read/syntax'

/** A place in the text that submits work. */
export interface Submission {
  readonly site: number
  readonly name: string
  /** The function, where the text tells. */
  readonly target: Operand | null
  readonly arguments: number
  readonly span: Span
}

/** What the lowering keeps of pools: places that submit, and the function that workers run. */
export interface PoolWork {
  readonly submissions: Submission[]
  /** How many calls make a pool. */
  pools: number
  /** What does the work of all pools: threads or processes. */
  readonly workers: Set<'thread' | 'process'>
  readonly worker: FunctionSyntax
}

/** No pools yet. */
export function noPoolWork(): PoolWork {
  const span: Span = { line: 1, column: 1, endLine: 1, endColumn: 1 }
  const parameters = [{ name: 'queue', fallback: null, keywordOnly: false, span }]
  return { submissions: [], pools: 0, workers: new Set(), worker: { is: 'function', name: '<worker>', nameSpan: span, parameters, body: [], span } }
}
