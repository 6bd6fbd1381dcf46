import type { ArithmeticOperator, ComparisonOperator } from '../instruction'
import type { Span } from '../source'

/** A value of a literal in the text. Floats stand only where the subset has them: as seconds to sleep. */
export type Literal =
  | { readonly kind: 'int' | 'float'; readonly value: number }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'str'; readonly value: string }
  | { readonly kind: 'none' }

/** A piece of an f-string. */
export type FormattedPart = { readonly text: string } | { readonly value: Expression; readonly repr: boolean }

/** One `for … in …` of a comprehension with the conditions behind it. */
export interface Clause {
  readonly target: Expression
  readonly over: Expression
  readonly conditions: readonly Expression[]
}

/** A value with a name: a named argument, or an entry of a dictionary whose key is text. */
export interface Entry {
  readonly name: string
  readonly value: Expression
  readonly span: Span
}

/** A call as written. */
export interface Call {
  readonly is: 'call'
  readonly callee: Expression
  readonly positional: readonly Expression[]
  /** A list behind `*`, whose elements are arguments; only `gather` takes one. */
  readonly star?: Expression
  readonly keywords: readonly Entry[]
  readonly span: Span
}

/** An expression of the subset, checked for shape only. `bad` stands where a problem was already told. */
export type Expression =
  | { readonly is: 'literal'; readonly literal: Literal; readonly span: Span }
  | { readonly is: 'formatted'; readonly parts: readonly FormattedPart[]; readonly span: Span }
  | { readonly is: 'name'; readonly name: string; readonly span: Span }
  | { readonly is: 'list' | 'tuple'; readonly items: readonly Expression[]; readonly span: Span }
  | { readonly is: 'comprehension'; readonly element: Expression; readonly clauses: readonly Clause[]; readonly span: Span }
  | { readonly is: 'unary'; readonly operator: '-' | '+' | '~' | 'not'; readonly operand: Expression; readonly span: Span }
  | { readonly is: 'arithmetic'; readonly operator: ArithmeticOperator; readonly left: Expression; readonly right: Expression; readonly span: Span }
  | {
      readonly is: 'compare'
      readonly first: Expression
      readonly rest: readonly { readonly operator: ComparisonOperator; readonly right: Expression }[]
      readonly span: Span
    }
  | { readonly is: 'logical'; readonly operator: 'and' | 'or'; readonly left: Expression; readonly right: Expression; readonly span: Span }
  | { readonly is: 'conditional'; readonly test: Expression; readonly value: Expression; readonly otherwise: Expression; readonly span: Span }
  | Call
  /** `lambda …: value`: a function that returns the value. */
  | { readonly is: 'lambda'; readonly function: FunctionSyntax; readonly value: Expression; readonly span: Span }
  /** `{"n": 1}`, which stands only for the `kwargs=` of a thread. */
  | { readonly is: 'dictionary'; readonly entries: readonly Entry[]; readonly span: Span }
  | { readonly is: 'attribute'; readonly object: Expression; readonly name: string; readonly span: Span }
  | { readonly is: 'item'; readonly object: Expression; readonly index: Expression; readonly span: Span }
  | { readonly is: 'await'; readonly value: Expression; readonly span: Span }
  | { readonly is: 'bad'; readonly span: Span }

/** A function as written; defaults are literals. One without a name is called `<lambda>`, as in Python. */
export interface FunctionSyntax {
  readonly is: 'function'
  /** Stands as `async def`. */
  readonly isAsync?: boolean
  readonly name: string
  readonly nameSpan: Span
  readonly parameters: readonly { readonly name: string; readonly fallback: Literal | null; readonly keywordOnly: boolean; readonly span: Span }[]
  readonly body: readonly Statement[]
  readonly span: Span
}

/** `except kinds as name:` of a `try`; `caught` is null where it takes all. */
export interface ExceptClause {
  readonly caught: Expression | null
  readonly name: { readonly name: string; readonly span: Span } | null
  readonly body: readonly Statement[]
  readonly span: Span
}

/** `value` or `value as target` of a `with`. */
export interface WithItem {
  readonly value: Expression
  readonly target: Expression | null
}

/** A statement of the subset. `span` is what a person would point at: the statement, or the header of a compound one. */
export type Statement =
  | { readonly is: 'import'; readonly modules: readonly { readonly module: string; readonly as: string; readonly span: Span }[]; readonly span: Span }
  | {
      readonly is: 'fromImport'
      readonly module: string
      readonly names: readonly { readonly name: string; readonly as: string; readonly span: Span }[]
      readonly span: Span
    }
  | { readonly is: 'assign'; readonly targets: readonly Expression[]; readonly value: Expression; readonly span: Span }
  | { readonly is: 'declare'; readonly target: Expression; readonly span: Span }
  | { readonly is: 'augment'; readonly target: Expression; readonly operator: ArithmeticOperator; readonly value: Expression; readonly span: Span }
  | { readonly is: 'expression'; readonly value: Expression; readonly span: Span }
  | {
      readonly is: 'if'
      readonly branches: readonly { readonly test: Expression; readonly body: readonly Statement[] }[]
      readonly otherwise: readonly Statement[]
      readonly span: Span
    }
  | { readonly is: 'while'; readonly test: Expression; readonly body: readonly Statement[]; readonly otherwise: readonly Statement[]; readonly span: Span }
  | {
      readonly is: 'for'
      readonly target: Expression
      readonly over: Expression
      readonly body: readonly Statement[]
      readonly otherwise: readonly Statement[]
      readonly span: Span
    }
  | { readonly is: 'with'; readonly isAsync: boolean; readonly items: readonly WithItem[]; readonly body: readonly Statement[]; readonly span: Span }
  | {
      readonly is: 'try'
      readonly body: readonly Statement[]
      readonly clauses: readonly ExceptClause[]
      readonly otherwise: readonly Statement[]
      /** The `finally`; empty when there is none. */
      readonly cleanup: readonly Statement[]
      readonly span: Span
    }
  | { readonly is: 'return'; readonly value: Expression | null; readonly span: Span }
  | { readonly is: 'break' | 'continue' | 'pass'; readonly span: Span }
  | { readonly is: 'global' | 'nonlocal'; readonly names: readonly { readonly name: string; readonly span: Span }[]; readonly span: Span }
  | { readonly is: 'assert'; readonly test: Expression; readonly message: Expression | null; readonly span: Span }
  | { readonly is: 'raise'; readonly raised: Expression | null; readonly span: Span }
  | FunctionSyntax
