import type { Span } from '../source'
import type { ExceptClause, Expression, FunctionSyntax, Statement } from '../read/syntax'

/** A place where a name gets a value in one scope. */
export interface Binding {
  readonly name: string
  readonly span: Span
  /** The function when a `def` binds it. */
  readonly function: FunctionSyntax | null
  /** Whether it is the name of a caught exception, which is gone behind its clause. */
  readonly caught: boolean
  /** Whether it stands inside a compound statement. */
  readonly nested: boolean
}

/** All places that bind names in these statements, inner functions' bodies apart. A bare annotation (`x: int`) makes a name local without giving it a value. */
export function bindingsIn(statements: readonly Statement[], nested = false): Binding[] {
  return statements.flatMap((statement) => bindingsOf(statement, nested))
}

function bindingsOf(statement: Statement, nested: boolean): Binding[] {
  switch (statement.is) {
    case 'assign':
      return statement.targets.flatMap((target) => targetsOf(target, nested))
    case 'declare':
    case 'augment':
      return targetsOf(statement.target, nested)
    case 'for':
      return [...targetsOf(statement.target, nested), ...bindingsIn(statement.body, true), ...bindingsIn(statement.otherwise, true)]
    case 'function':
      return [{ name: statement.name, span: statement.nameSpan, function: statement, caught: false, nested }]
    case 'if':
      return [...statement.branches.flatMap((branch) => bindingsIn(branch.body, true)), ...bindingsIn(statement.otherwise, true)]
    case 'while':
      return [...bindingsIn(statement.body, true), ...bindingsIn(statement.otherwise, true)]
    case 'with':
      return [...statement.items.flatMap(({ target }) => (target === null ? [] : targetsOf(target, nested))), ...bindingsIn(statement.body, true)]
    case 'try':
      return [...statement.clauses.flatMap(caughtIn), ...blocksOf(statement).flatMap((block) => bindingsIn(block, true))]
    case 'assert':
    case 'break':
    case 'continue':
    case 'expression':
    case 'fromImport':
    case 'global':
    case 'import':
    case 'nonlocal':
    case 'pass':
    case 'raise':
    case 'return':
      return []
  }
}

const caughtIn = ({ name }: ExceptClause): Binding[] => (name === null ? [] : [{ ...name, function: null, caught: true, nested: true }])

/** The blocks of a `try`, in the order of the text. */
const blocksOf = ({ body, clauses, otherwise, cleanup }: Statement & { is: 'try' }): (readonly Statement[])[] => [
  body,
  ...clauses.map((clause) => clause.body),
  otherwise,
  cleanup
]

function targetsOf(target: Expression, nested: boolean): Binding[] {
  if (target.is === 'name') return [{ name: target.name, span: target.span, function: null, caught: false, nested }]
  return target.is === 'tuple' ? target.items.flatMap((item) => targetsOf(item, nested)) : []
}

/** What all `global` (or `nonlocal`) statements in these statements name, inner functions apart. */
export function declaredIn(word: 'global' | 'nonlocal', statements: readonly Statement[]): { readonly name: string; readonly span: Span }[] {
  return statements.flatMap((statement) => {
    switch (statement.is) {
      case 'global':
      case 'nonlocal':
        return statement.is === word ? statement.names : []
      case 'if':
        return [...statement.branches.flatMap((branch) => declaredIn(word, branch.body)), ...declaredIn(word, statement.otherwise)]
      case 'for':
      case 'while':
        return [...declaredIn(word, statement.body), ...declaredIn(word, statement.otherwise)]
      case 'with':
        return declaredIn(word, statement.body)
      case 'try':
        return blocksOf(statement).flatMap((block) => declaredIn(word, block))
      case 'assert':
      case 'assign':
      case 'augment':
      case 'break':
      case 'continue':
      case 'declare':
      case 'expression':
      case 'fromImport':
      case 'function':
      case 'import':
      case 'pass':
      case 'raise':
      case 'return':
        return []
    }
  })
}
