import { captureKey } from './closures'
import type { Emitter, Region } from './emitter'
import type { Foresight } from './foresight'
import type { Operand } from '../instruction'
import type { PoolWork } from '../pools/poolWork'
import type { Problems } from '../problems'
import type { Scope, Scopes } from '../names/scopes'
import type { Site } from '../program'
import type { Span } from '../source'
import type { TaskWork } from '../tasks/taskWork'
import type { Expression, FunctionSyntax, Statement } from '../read/syntax'
import type { Constant } from '../value'

/** What a jump out of a `with` or a `try` leaves, and must run. */
interface Cleanup {
  readonly region: Region
  readonly emit: () => void
  /** Whether it is a block of the program, which would be written out again and again. */
  readonly isLong: boolean
}

/** The loop that `break` and `continue` speak of. `depth` counts the cleanups that stand around it. */
interface Loop {
  readonly onBreak: number
  readonly onContinue: number
  readonly depth: number
}

/** A variable of a function, seen from an inner one. */
export interface Captured {
  readonly owner: Scope
  readonly name: string
}

/** The function that is being lowered. */
export interface Frame {
  readonly scope: Scope
  /** Names of the registers so far; temporaries are ''. */
  readonly registers: string[]
  readonly local: ReadonlyMap<string, number>
  /** Variables of the comprehensions and `except` clauses around this place, innermost last. */
  inner: Map<string, number>[]
  /** Registers with the exceptions of the `except` clauses around this place, innermost last. */
  caught: number[]
  cleanups: Cleanup[]
  loops: Loop[]
  /** How many `finally` blocks stand around this place; a jump out of one would swallow the exception. */
  inCleanup: number
  readonly used: Set<string>
}

/** What the parts of the lowering share, each other included (so that no file imports in a circle). */
export interface Lowering {
  readonly scopes: Scopes
  readonly problems: Problems
  readonly out: Emitter
  readonly foresight: Foresight
  readonly nameNumbers: ReadonlyMap<string, number>
  /** Floats that stand as top-level constants: usable as seconds to sleep, by name. */
  readonly seconds: ReadonlyMap<string, number>
  /** All numbers that stand as top-level constants. */
  readonly numbers: ReadonlyMap<string, number>
  readonly sites: Site[]
  readonly textNumber: (text: string) => number
  /** Module-level names that some function mentions. */
  readonly mentioned: Set<string>
  /** Arithmetic that a read feeds directly: instruction → the reads. */
  readonly fed: Map<number, number[]>
  /** Where each `def` of the module stands in its code: function → instruction. */
  readonly defined: Map<number, number>
  /** The `append`s that stand in the text, as against those of comprehensions. */
  readonly appends: Set<number>
  /** The sums in the text, by instruction: their places. */
  readonly sums: Map<number, string>
  /** Threads whose arguments were put into the order of the parameters, and fit. */
  readonly fitted: Set<number>
  /** What is done to locks, events and queues of `asyncio`. */
  readonly inLoop: Set<number>
  /** Seconds that barriers let everybody wait at most, by site. */
  readonly timeouts: Map<number, number>
  /** Variables of functions that inner ones use. */
  readonly captured: Map<string, Captured>
  /** Names of such variables that an inner function rebinds. */
  readonly rebound: Set<string>
  /** Work that is submitted to pools. */
  readonly work: PoolWork
  /** The event loop and its tasks. */
  readonly tasks: TaskWork
  frame: Frame
  /** The text that the running statement's instructions point at. */
  span: Span
  readonly value: (expression: Expression, into?: number, hint?: string) => Operand
  readonly call: (expression: Expression & { is: 'call' }, into: number | undefined, hint: string, wanted: boolean) => Operand
  readonly branch: (test: Expression, ifTrue: number, ifFalse: number) => void
  /** The number of a function without a name; its code follows that of the others. */
  readonly lambda: (syntax: FunctionSyntax) => number
  readonly block: (statements: readonly Statement[]) => void
}

/** Where a new object goes, and the variable that will hold it. */
export interface Destination {
  readonly into: number | undefined
  readonly hint: string
}

/** A new register; without a name it is a temporary. */
export function register(lowering: Lowering, name = ''): number {
  return lowering.frame.registers.push(name) - 1
}

/** The operand for a register. */
export const inRegister = (number: number): Operand => ({ from: 'register', register: number })
/** The operand for a constant. */
export const constantOperand = (kind: Constant['kind'], payload: number): Operand => ({ from: 'constant', constant: { kind, payload } })
/** The operand for an int. */
export const intOperand = (value: number): Operand => constantOperand('int', value)
/** The operand for None. */
export const noneOperand: Operand = { from: 'constant', constant: { kind: 'none', payload: 0 } }

/** The operand in a register of its own, for a value that must survive what the program does meanwhile. */
export function kept(lowering: Lowering, value: Operand): Operand {
  if (value.from === 'constant' || isSettled(lowering, value)) return value
  const to = register(lowering)
  lowering.out.emit({ do: 'move', to, value }, lowering.span)
  return inRegister(to)
}

/** Whether nothing can bind the operand's variable anew while this value is needed: a temporary, a parameter never rebound, a name bound once. */
function isSettled(lowering: Lowering, value: Operand): boolean {
  const { frame, scopes } = lowering
  if (value.from === 'register') {
    const name = frame.registers[value.register] ?? ''
    return name === '' || ((frame.scope.bound.get(name) ?? 2) === 1 && (frame.scope.syntax?.parameters.some((parameter) => parameter.name === name) ?? false))
  }
  if (value.from !== 'name') return true
  const [name = ''] = [...lowering.nameNumbers].find(([, number]) => number === value.name) ?? []
  if (frame.scope.parent === null) return scopes.module.bound.get(name) === 1
  return ![...frame.scope.bound].some(([own, times]) => times > 1 && lowering.foresight.captures?.get(captureKey(frame.scope, own)) === name)
}

/** Emits at the statement's span. */
export const emit = (lowering: Lowering, ...[operation, step, span]: [Parameters<Emitter['emit']>[0], boolean?, Span?]): number =>
  lowering.out.emit(operation, span ?? lowering.span, step ?? false)
