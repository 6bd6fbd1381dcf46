import type { Formula } from '../program/formula'
import type { Operand } from '../program/instruction'
import type { Problems } from '../program/problems'
import type { Name, Site } from '../program/program'
import type { Span } from '../program/source'
import type { ValueKind } from '../program/value'
import type { Declarations, SyncObject, Variable } from './declarations'
import { type Resolve, readFormula } from './readFormula'
import type { Statement } from './statements'
import type { Piece } from './textLine'

/** A thread of the notation: thread and function of the program have one number, from 1 on. */
export interface ThreadBody {
  readonly number: number
  readonly name: string
  readonly lazy: boolean
  readonly span: Span
  readonly statements: readonly Statement[]
  /** Its registers, in the order in which the text first gives them values. */
  readonly registers: readonly string[]
}

/** All that names of a text stand for. Module-level names of the program: first variables, then objects, then threads. */
export interface World {
  readonly variables: readonly Variable[]
  readonly objects: readonly SyncObject[]
  readonly threads: readonly ThreadBody[]
  readonly problems: Problems
}

/** What each kind of object is in a program. */
export const kindOf: Readonly<Record<SyncObject['kind'], Site['kind']>> = {
  mutex: 'lock',
  sem: 'semaphore',
  cond: 'condition',
  rwlock: 'rwlock',
  barrier: 'barrier',
  queue: 'queue'
}

/** The registers that statements give values to. */
function registersIn(statements: readonly Statement[]): string[] {
  return [...new Set(statements.flatMap((statement) => ('register' in statement && statement.register !== null ? [statement.register] : [])))]
}

/** The module-level names of the program. */
export function namesOf({ variables, objects, threads }: World): Name[] {
  const name = (text: string, kind: ValueKind): Name => ({
    name: text,
    shared: false,
    kinds: new Set([kind]),
    initial: { kind: 'unbound', payload: 0 }
  })
  return [
    ...variables.map(({ name: text, array, atomic, values }): Name => {
      if (array) return { ...name(text, 'list'), atomic }
      return { ...name(text, 'int'), shared: true, atomic, initial: { kind: 'int', payload: values[0] ?? 0 } }
    }),
    ...objects.map((object) => name(object.name, kindOf[object.kind])),
    ...threads.map((thread) => name(thread.name, 'thread'))
  ]
}

/** The number of a thread's name. */
export const threadName = ({ variables, objects }: World, thread: ThreadBody): number => variables.length + objects.length + thread.number - 1

/** The number of an object's name, if it is of the kind; else a problem and null. */
export function objectName({ variables, objects, problems }: World, kind: SyncObject['kind'], name: string, span: Span): number | null {
  const at = objects.findIndex((object) => object.name === name && object.kind === kind)
  if (at >= 0) return variables.length + at
  const other = objects.find((object) => object.name === name)
  problems.add(
    span,
    other ? `\`${name}\` is a ${other.kind}, no ${kind}` : `there is no ${kind} \`${name}\``,
    `declare it above the threads: \`${example[kind](name)}\``
  )
  return null
}

const example: Readonly<Record<SyncObject['kind'], (name: string) => string>> = {
  mutex: (name) => `mutex ${name}`,
  sem: (name) => `sem ${name} = 1`,
  cond: (name) => `cond ${name}`,
  rwlock: (name) => `rwlock ${name}`,
  barrier: (name) => `barrier ${name} 2`,
  queue: (name) => `queue ${name} 1`
}

/** What an expression may be about: the registers of a thread alone, also shared variables, or (null) what is left when all have ended. */
export type Reach = { readonly thread: ThreadBody; readonly shared: boolean } | null

/** Reads an expression; null when it has a problem. */
export const formulaOf = (world: World, reach: Reach, piece: Piece): Formula | null => readFormula(piece, resolver(world, reach), world.problems)

function resolver(world: World, reach: Reach): Resolve {
  return (name, index, span) => {
    const refuse = (what: string, tryThis: string): null => {
      world.problems.add(span, what, tryThis)
      return null
    }
    if (name.includes('.'))
      return reach === null ? registerOf(world, name, span) : refuse(`\`${name}\` belongs to another thread`, 'hand it over in a shared variable')
    const register = reach?.thread.registers.indexOf(name) ?? -1
    if (register >= 0) return index === null ? { is: 'register', register } : refuse(`\`${name}\` is a register, no array`, `\`${name}\` alone`)
    const isKnown = world.variables.some((variable) => variable.name === name)
    if (!isKnown && reach !== null)
      return refuse(`there is no variable or register \`${name}\``, 'declare it as `shared`, or give the register a value with `set` or `load`')
    const number = variableName(world, name, index !== null, span)
    if (number === null) return null
    if (reach?.shared === false) return refuse(`\`${name}\` is shared, and only registers may stand here`, '`load` it into a register first')
    return index === null ? { is: 'name', name: number } : { is: 'item', list: number, index }
  }
}

/** The number of a variable's name; null, and a problem, when there is none, or when it is no array but has an index, or the other way round. */
export function variableName({ variables, problems }: World, name: string, hasIndex: boolean, span: Span): number | null {
  const number = variables.findIndex((variable) => variable.name === name)
  const variable = variables[number]
  if (variable?.array === hasIndex) return number
  if (variable === undefined) problems.add(span, `there is no variable \`${name}\``, `declare it above the threads: \`shared ${name} = 0\``)
  else problems.add(span, variable.array ? `\`${name}\` is an array` : `\`${name}\` is no array`, variable.array ? `\`${name}[0]\`` : `\`${name}\``)
  return null
}

function registerOf({ threads, problems }: World, text: string, span: Span): Formula | null {
  const [name = '', register = ''] = text.split('.')
  const thread = threads.find((one) => one.name === name)
  const number = thread?.registers.indexOf(register) ?? -1
  if (thread !== undefined && number >= 0) return { is: 'registerOf', thread: thread.number, register: number }
  problems.add(
    span,
    thread === undefined ? `there is no thread \`${name}\`` : `thread \`${name}\` has no register \`${register}\``,
    '`T.r` for register r of thread T'
  )
  return null
}

/** A formula as an operand, when it is just a register or a number. */
export function operandOf(formula: Formula): Operand | null {
  if (formula.is === 'register') return { from: 'register', register: formula.register }
  return formula.is === 'constant' ? { from: 'constant', constant: { kind: 'int', payload: formula.value } } : null
}

/** Statements of every thread, with what they may name. */
export function worldOf(declarations: Declarations, statements: readonly (readonly Statement[])[], problems: Problems): World {
  const threads = declarations.threads.map(({ name, lazy, span }, at): ThreadBody => {
    const lines = statements[at] ?? []
    return { number: at + 1, name, lazy, span, statements: lines, registers: registersIn(lines) }
  })
  return { variables: declarations.variables, objects: declarations.objects, threads, problems }
}
