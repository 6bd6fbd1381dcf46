import type { Span } from './source'
import type { Expression, FunctionSyntax, Statement } from './syntax'

/** A place where a name gets a value in one scope. */
export interface Binding {
  readonly name: string
  readonly span: Span
  /** The function when a `def` binds it. */
  readonly function: FunctionSyntax | null
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
      return [{ name: statement.name, span: statement.nameSpan, function: statement, nested }]
    case 'if':
      return [...statement.branches.flatMap((branch) => bindingsIn(branch.body, true)), ...bindingsIn(statement.otherwise, true)]
    case 'while':
      return [...bindingsIn(statement.body, true), ...bindingsIn(statement.otherwise, true)]
    case 'with':
      return bindingsIn(statement.body, true)
    case 'try':
      return [...bindingsIn(statement.body, true), ...bindingsIn(statement.cleanup, true)]
    case 'assert':
    case 'break':
    case 'continue':
    case 'expression':
    case 'fromImport':
    case 'global':
    case 'import':
    case 'pass':
    case 'raise':
    case 'return':
      return []
  }
}

function targetsOf(target: Expression, nested: boolean): Binding[] {
  if (target.is === 'name') return [{ name: target.name, span: target.span, function: null, nested }]
  return target.is === 'tuple' ? target.items.flatMap((item) => targetsOf(item, nested)) : []
}

/** All `global` statements in these statements, inner functions apart. */
export function globalsIn(statements: readonly Statement[]): { readonly name: string; readonly span: Span }[] {
  return statements.flatMap((statement) => {
    switch (statement.is) {
      case 'global':
        return statement.names
      case 'if':
        return [...statement.branches.flatMap((branch) => globalsIn(branch.body)), ...globalsIn(statement.otherwise)]
      case 'for':
      case 'while':
        return [...globalsIn(statement.body), ...globalsIn(statement.otherwise)]
      case 'with':
        return globalsIn(statement.body)
      case 'try':
        return [...globalsIn(statement.body), ...globalsIn(statement.cleanup)]
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
