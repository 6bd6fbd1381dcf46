import type { Problems } from '../problems'
import type { Span } from '../source'
import type { Expression, Statement } from '../read/syntax'
import { hintFor, type Meaning, modules } from './vocabulary'

/** Imported names: a whole module, or one thing out of it. */
export type Imports = ReadonlyMap<string, { readonly module: string } | { readonly meaning: Meaning }>

/** Reads the imports at the head of the module. */
export function readImports(statements: readonly Statement[], problems: Problems): Imports {
  const imports = new Map<string, { module: string } | { meaning: Meaning }>()
  for (const statement of statements) {
    if (statement.is === 'import') {
      for (const { module, as, span } of statement.modules) if (isKnown(module, span, problems)) imports.set(as, { module })
    } else if (statement.is === 'fromImport' && statement.module === 'concurrent' && statement.names.every(({ name }) => name === 'futures')) {
      for (const { as } of statement.names) imports.set(as, { module: 'concurrent.futures' })
    } else if (statement.is === 'fromImport' && isKnown(statement.module, statement.span, problems)) {
      for (const { name, as, span } of statement.names) {
        const meaning = meaningIn(statement.module, name)
        if (meaning === null) tellMissing(statement.module, name, span, problems)
        else imports.set(as, { meaning })
      }
    }
  }
  const both = statements.find((statement) => importsFrom(statement, 'concurrent.futures'))
  if (both !== undefined && usesAsyncio(statements))
    problems.add(both.span, '`concurrent.futures` beside `asyncio` is outside the lab’s Python', 'use threads beside `asyncio`, or a pool alone')
  return imports
}

/** Whether a program imports `asyncio`. */
export const usesAsyncio = (statements: readonly Statement[]): boolean => statements.some((statement) => importsFrom(statement, 'asyncio'))

function importsFrom(statement: Statement, module: string): boolean {
  if (statement.is === 'import') return statement.modules.some((one) => one.module === module)
  return statement.is === 'fromImport' && (statement.module === module || `${statement.module}.${statement.names[0]?.name ?? ''}` === module)
}

function isKnown(module: string, span: Span, problems: Problems): boolean {
  if (Object.hasOwn(modules, module)) return true
  problems.add(span, `the module \`${module}\` is outside the lab’s Python`, hintFor(module) ?? 'use `threading` and `time`')
  return false
}

const meaningIn = (module: string, name: string): Meaning | null =>
  modules[module]?.find((meaning) => meaning === name || meaning === `${module}.${name}`) ?? null

function tellMissing(module: string, name: string, span: Span, problems: Problems): void {
  problems.add(
    span,
    `\`${module}.${name}\` is outside the lab’s Python`,
    hintFor(`${module}.${name}`) ?? hintFor(name) ?? `use ${(modules[module] ?? []).map((known) => `\`${known.replace(/.*\./, '')}\``).join(', ')}`
  )
}

/** What an expression such as `Lock` or `threading.Lock` means; null when it is no imported thing. A member that is not there is told as a problem and answers `missing`. */
export function meaningOf(expression: Expression, imports: Imports, problems: Problems): Meaning | 'module' | 'missing' | null {
  if (expression.is === 'name') {
    const imported = imports.get(expression.name)
    if (imported === undefined) return null
    return 'meaning' in imported ? imported.meaning : 'module'
  }
  if (expression.is !== 'attribute') return null
  const imported = imports.get(dotted(expression.object))
  if (imported === undefined || !('module' in imported)) return null
  const meaning = meaningIn(imported.module, expression.name)
  if (meaning === null) tellMissing(imported.module, expression.name, expression.span, problems)
  return meaning ?? 'missing'
}

/** The name of a module as it stands there: `queue`, `concurrent.futures`; '' for anything else. */
function dotted(expression: Expression): string {
  if (expression.is === 'name') return expression.name
  return expression.is === 'attribute' && expression.object.is === 'name' ? `${expression.object.name}.${expression.name}` : ''
}
