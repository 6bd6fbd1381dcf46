import { type Binding, bindingsIn, declaredIn } from './bindings'
import { isBuiltinException } from '../exceptions'
import { readImports, type Imports } from './imports'
import type { Problems } from '../problems'
import type { FunctionSyntax, Statement } from '../read/syntax'
import { isBuiltin } from './vocabulary'

/** The module body or one function, with what its names mean. */
export interface Scope {
  readonly number: number
  readonly syntax: FunctionSyntax | null
  readonly body: readonly Statement[]
  readonly parent: Scope | null
  /** Local variables, parameters first; for the module its variables. Functions and imports apart. */
  readonly variables: readonly string[]
  /** How often each variable is bound in the text of this scope (a parameter counts once). */
  readonly bound: ReadonlyMap<string, number>
  readonly functions: ReadonlyMap<string, number>
  /** Names of caught exceptions, which mean something only inside their clauses. */
  readonly caught: ReadonlySet<string>
  /** Of a function without a name: variables of comprehensions and `except` clauses around it. */
  readonly hidden: ReadonlySet<string>
  readonly globals: ReadonlySet<string>
}

/** All scopes of a program; number 0 is the module. */
export interface Scopes {
  readonly all: readonly Scope[]
  readonly module: Scope
  readonly imports: Imports
  /** Module-level names that some function rebinds. */
  readonly rebound: ReadonlySet<string>
}

/** What a name means at a place. */
export type Resolved =
  | { readonly means: 'local'; readonly name: string }
  | { readonly means: 'module'; readonly name: string }
  | { readonly means: 'function'; readonly number: number }
  | { readonly means: 'caught' }
  /** A variable of a function around this one; null when it is one of a comprehension or an `except`. */
  | { readonly means: 'captured'; readonly owner: Scope | null }
  | { readonly means: 'unknown' }

/** Finds every scope of the program, as Python does: what a function binds anywhere in its body is its own, unless it says `global`. */
export function findScopes(statements: readonly Statement[], problems: Problems): Scopes {
  const all: Scope[] = []
  const imports = readImports(statements, problems)
  const rebound = new Set<string>()
  const visit = (syntax: FunctionSyntax | null, body: readonly Statement[], parent: Scope | null): number => {
    const number = all.length
    const globals = new Set(declaredIn('global', body).map((declared) => declared.name))
    const nonlocals = new Set(declaredIn('nonlocal', body).map((declared) => declared.name))
    const bindings = bindingsIn(body)
    for (const binding of bindings) checkBinding(binding, bindings, syntax, globals, imports, problems)
    const functions = new Map<string, number>()
    const own = bindings.filter(
      (binding) => binding.function === null && !binding.caught && !(syntax !== null && (globals.has(binding.name) || nonlocals.has(binding.name)))
    )
    const caught = new Set(bindings.filter((binding) => binding.caught).map((binding) => binding.name))
    const parameters = syntax?.parameters.map((parameter) => parameter.name) ?? []
    const bound = new Map<string, number>()
    for (const name of [...parameters, ...own.map((binding) => binding.name)]) bound.set(name, (bound.get(name) ?? 0) + 1)
    if (syntax !== null) for (const binding of bindings) if (globals.has(binding.name)) rebound.add(binding.name)
    const scope: Scope = { number, syntax, body, parent, variables: [...bound.keys()], bound, functions, caught, hidden: new Set(), globals }
    all.push(scope)
    for (const binding of bindings) if (binding.function !== null) functions.set(binding.name, visit(binding.function, binding.function.body, scope))
    return number
  }
  visit(null, statements, null)
  const [module] = all
  if (module === undefined) throw new Error('a program has a module')
  return { all, module: withGlobals(module, rebound), imports, rebound }
}

/** The scope of a function without a name, which binds nothing but its parameters. */
export function lambdaScope(syntax: FunctionSyntax, number: number, parent: Scope, hidden: ReadonlySet<string>): Scope {
  const variables = syntax.parameters.map((parameter) => parameter.name)
  return {
    number,
    syntax,
    body: syntax.body,
    parent,
    variables,
    bound: new Map(variables.map((name) => [name, 1])),
    functions: new Map(),
    caught: new Set(),
    hidden,
    globals: new Set()
  }
}

/** Names that only functions bind, by `global`, are module variables too. */
function withGlobals(module: Scope, rebound: ReadonlySet<string>): Scope {
  const variables = [...new Set([...module.variables, ...rebound])].filter((name) => !module.functions.has(name))
  return { ...module, variables }
}

function checkBinding(
  binding: Binding,
  all: readonly Binding[],
  syntax: FunctionSyntax | null,
  globals: ReadonlySet<string>,
  imports: Imports,
  problems: Problems
): void {
  const { name, span } = binding
  const isParameter = syntax?.parameters.some((parameter) => parameter.name === name) === true
  const isElse = all.some((other) => other.name === name && other.caught !== binding.caught) || (binding.caught && (isParameter || globals.has(name)))
  const twice = all.some((other) => other !== binding && other.name === name && (other.function !== null || binding.function !== null))
  if (isBuiltin(name) || isBuiltinException(name) || imports.has(name))
    problems.add(span, `\`${name}\` already means something in Python`, 'choose another name')
  else if (isElse) problems.add(span, `\`${name}\` holds an exception in one place and something else in another`, 'choose another name')
  else if (twice || (binding.function !== null && isParameter)) {
    problems.add(span, `\`${name}\` is a function and something else too`, 'give each its own name')
  } else if (binding.function !== null && (binding.nested || globals.has(name)))
    problems.add(span, `\`def ${name}\` stands inside another statement`, 'move the function to the outermost level')
}

/** What a name means in a scope. */
export function resolve(scopes: Scopes, scope: Scope, name: string): Resolved {
  if (scope.parent === null || scope.globals.has(name)) return resolveInModule(scopes, name)
  if (scope.caught.has(name)) return { means: 'caught' }
  if (scope.bound.has(name)) return { means: 'local', name }
  const own = scope.functions.get(name)
  if (own !== undefined) return { means: 'function', number: own }
  if (scope.hidden.has(name)) return { means: 'captured', owner: null }
  for (let outer = scope.parent; outer.parent !== null; outer = outer.parent) {
    const number = outer.functions.get(name)
    if (number !== undefined) return { means: 'function', number }
    if (outer.bound.has(name)) return { means: 'captured', owner: outer }
    if (outer.caught.has(name) || outer.hidden.has(name)) return { means: 'captured', owner: null }
    if (outer.globals.has(name)) break
  }
  return resolveInModule(scopes, name)
}

function resolveInModule(scopes: Scopes, name: string): Resolved {
  const number = scopes.module.functions.get(name)
  if (number !== undefined) return { means: 'function', number }
  if (scopes.module.caught.has(name)) return { means: 'caught' }
  return scopes.module.variables.includes(name) ? { means: 'module', name } : { means: 'unknown' }
}
