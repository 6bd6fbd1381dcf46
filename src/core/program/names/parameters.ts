import { parse } from '../read/parse'
import type { Parameter } from '../program'
import type { Problems } from '../problems'
import type { Span } from '../source'
import type { Expression, Literal, Statement } from '../read/syntax'

/** A place for problems that are in no text. */
export const nowhere: Span = { line: 0, column: 0, endLine: 0, endColumn: 0 }

/** The program's parameters and its statements with the chosen values in place. */
export interface Parametrised {
  readonly statements: readonly Statement[]
  readonly parameters: readonly Parameter[]
  /** Parameters that are fractions of seconds. */
  readonly seconds: ReadonlyMap<string, number>
  /** Parameters that are numbers, whole or not. */
  readonly numbers: ReadonlyMap<string, number>
}

/**
 * A parameter is a name that the module binds once, at its outermost level, to a literal, and that no function rebinds (`constant` tells). `set` gives other
 * literals, as Python text.
 */
export function setParameters(
  statements: readonly Statement[],
  isConstant: (name: string) => boolean,
  set: Readonly<Record<string, string>>,
  problems: Problems
): Parametrised {
  const parameters: Parameter[] = []
  const seconds = new Map<string, number>()
  const numbers = new Map<string, number>()
  const result = statements.map((statement): Statement => {
    const found = constantOf(statement)
    if (found === null || !isConstant(found.name)) return statement
    const chosen = Object.hasOwn(set, found.name) ? readLiteral(set[found.name] ?? '') : found.literal
    if (chosen === null)
      problems.add(nowhere, `\`${set[found.name]}\` is no value for \`${found.name}\``, 'give a whole number, True, False, None or text in quotes')
    const literal = chosen ?? found.literal
    parameters.push({ name: found.name, literal: literalText(literal), span: found.value.span })
    if (literal.kind === 'float' || literal.kind === 'int') numbers.set(found.name, literal.value)
    if (literal.kind === 'float') seconds.set(found.name, literal.value)
    return { ...found.statement, value: { is: 'literal', literal, span: found.value.span } }
  })
  for (const name of Object.keys(set)) {
    if (parameters.some((parameter) => parameter.name === name)) continue
    const known = parameters.map((parameter) => `\`${parameter.name}\``).join(', ')
    problems.add(nowhere, `\`${name}\` is no top-level constant of this program`, known === '' ? 'it has none' : `it has ${known}`)
  }
  return { statements: result, parameters, seconds, numbers }
}

function constantOf(statement: Statement): { name: string; literal: Literal; value: Expression; statement: Statement & { is: 'assign' } } | null {
  if (statement.is !== 'assign' || statement.targets.length !== 1) return null
  const [target] = statement.targets
  const { value } = statement
  return target?.is === 'name' && value.is === 'literal' ? { name: target.name, literal: value.literal, value, statement } : null
}

/** A Python literal from text, or null. */
function readLiteral(text: string): Literal | null {
  const parsed = parse(text.trim())
  const [only] = parsed.statements
  return parsed.found.length === 0 && parsed.statements.length === 1 && only?.is === 'expression' && only.value.is === 'literal' ? only.value.literal : null
}

/** A literal as Python writes it. */
function literalText(literal: Literal): string {
  switch (literal.kind) {
    case 'int':
    case 'float':
      return String(literal.value)
    case 'bool':
      return literal.value ? 'True' : 'False'
    case 'str':
      return JSON.stringify(literal.value)
    case 'none':
      return 'None'
  }
}
