import { captureKey, type Captures } from './closures'
import { emitter } from './emitter'
import type { Foresight } from './foresight'
import type { Handler, Instruction } from '../instruction'
import { lowerCall } from './lowerCall'
import { lowerCondition } from './lowerCondition'
import { lowerExpression } from './lowerExpression'
import { type Captured, emit, type Frame, inRegister, type Lowering, noneOperand } from './lowering'
import { usesAsyncio } from '../names/imports'
import { loopName, makeLoop } from '../tasks/lowerLoopToken'
import { lowerWorker } from '../pools/lowerPool'
import { lowerBlock } from './lowerStatement'
import type { Parametrised } from '../names/parameters'
import { noPoolWork } from '../pools/poolWork'
import type { Problems } from '../problems'
import type { Site } from '../program'
import { lambdaScope, type Scope, type Scopes } from '../names/scopes'
import type { Span } from '../source'
import type { FunctionSyntax } from '../read/syntax'
import type { TaskWork } from '../tasks/taskWork'
import { tidy } from './tidy'

/** Code of a program before inference: kinds and steps of list elements are not known yet. */
export interface Lowered {
  readonly names: readonly string[]
  readonly functions: readonly { readonly scope: Scope; readonly registers: readonly string[]; readonly entry: number; readonly end: number }[]
  readonly code: readonly Instruction[]
  readonly handlers: readonly Handler[]
  readonly strings: readonly string[]
  readonly sites: readonly Site[]
  readonly mentioned: ReadonlySet<string>
  readonly fed: ReadonlyMap<number, readonly number[]>
  readonly defined: ReadonlyMap<number, number>
  readonly appends: ReadonlySet<number>
  /** The sums in the text, by instruction: their places. */
  readonly sums: ReadonlyMap<number, string>
  /** Threads whose arguments were put into the order of the parameters, and fit. */
  readonly fitted: ReadonlySet<number>
  /** What is done to locks, events and queues of `asyncio`. */
  readonly inLoop: ReadonlySet<number>
  /** Seconds that the sites of barriers let everybody wait at most. */
  readonly timeouts: ReadonlyMap<number, number>
  /** What does the work of pools. */
  readonly workers: 'thread' | 'process'
  /** Variables of functions that inner ones use. */
  readonly captured: ReadonlyMap<string, Captured>
  /** Names that live in the module though they belong to a function: its number. */
  readonly owners: ReadonlyMap<string, number>
  /** Those of them that an inner function rebinds, by `nonlocal`. */
  readonly rebound: ReadonlySet<string>
}

/** Numbers that stand as top-level constants: the fractions, and all. */
type Constants = Pick<Parametrised, 'seconds' | 'numbers'>

/** Lowers a whole program: the module first, then its functions, then those without a name. */
export function lower(scopes: Scopes, foresight: Foresight, constants: Constants, problems: Problems): Lowered {
  const { seconds, numbers } = constants
  const lambdas = new Map<FunctionSyntax, Scope>()
  const captures = foresight.captures ?? new Map<string, string>()
  const usesLoop = usesAsyncio(scopes.module.body)
  const names = [...scopes.module.variables.filter((name) => !seconds.has(name)), ...captures.values(), ...(usesLoop ? [loopName] : [])]
  const captured = new Map<string, Captured>()
  const rebound = new Set<string>()
  const strings: string[] = []
  const textNumbers = new Map<string, number>()
  const mentioned = new Set<string>()
  const fed = new Map<number, number[]>()
  const defined = new Map<number, number>()
  const appends = new Set<number>()
  const fitted = new Set<number>()
  const inLoop = new Set<number>()
  const sums = new Map<number, string>()
  const sites: Site[] = []
  const timeouts = new Map<number, number>()
  const work = noPoolWork()
  const tasks: TaskWork = { loop: usesLoop ? { from: 'name', name: names.length - 1 } : null, bodies: new Map(), routines: new Map() }
  const out = emitter()
  const lowering: Lowering = {
    scopes,
    problems,
    out,
    foresight,
    nameNumbers: new Map(names.map((name, number) => [name, number])),
    seconds,
    numbers,
    sites,
    textNumber: (text) => {
      const known = textNumbers.get(text) ?? strings.push(text) - 1
      textNumbers.set(text, known)
      return known
    },
    mentioned,
    fed,
    defined,
    appends,
    fitted,
    inLoop,
    sums,
    timeouts,
    captured,
    rebound,
    work,
    tasks,
    frame: frameOf(scopes.module, captures),
    span: { line: 1, column: 1, endLine: 1, endColumn: 1 },
    value: (expression, into, hint) => lowerExpression(lowering, expression, into, hint),
    call: (expression, into, hint, wanted) => lowerCall(lowering, expression, into, hint, wanted),
    branch: (test, ifTrue, ifFalse) => lowerCondition(lowering, test, ifTrue, ifFalse),
    lambda: (syntax) => {
      const hidden = new Set(lowering.frame.inner.flatMap((inner) => [...inner.keys()]))
      const known =
        lambdas.get(syntax) ??
        lambdaScope(syntax, scopes.all.length + lambdas.size, syntax === work.worker || tasks.bodies.has(syntax) ? scopes.module : lowering.frame.scope, hidden)
      lambdas.set(syntax, known)
      return known.number
    },
    block: (statements) => lowerBlock(lowering, statements)
  }
  const functions = scopes.all.map((scope) => lowerFunction(lowering, scope))
  // A map is walked to its end also while it grows: a lambda may hold another. What workers run is known last.
  for (const [syntax, scope] of lambdas) if (syntax !== work.worker) functions[scope.number] = lowerFunction(lowering, scope, tasks.bodies.get(syntax))
  const worker = lambdas.get(work.worker)
  if (worker !== undefined) functions[worker.number] = lowerFunction(lowering, worker, () => lowerWorker(lowering))
  const written = out.finish()
  const entries = functions.map((code) => code.entry)
  const { code, handlers, placeOf, isLeft } = tidy(written.code, written.handlers, entries)
  return {
    names,
    functions: functions.map((one) => ({ ...one, entry: placeOf(one.entry), end: placeOf(one.end) })),
    code,
    handlers,
    strings,
    sites,
    mentioned,
    fed: new Map([...fed].filter(([at]) => isLeft(at)).map(([at, reads]) => [placeOf(at), reads.map(placeOf)])),
    defined: new Map([...defined].map(([number, at]) => [number, placeOf(at)])),
    appends: new Set([...appends].filter(isLeft).map(placeOf)),
    sums: new Map([...sums].filter(([at]) => isLeft(at)).map(([at, place]) => [placeOf(at), place])),
    fitted: new Set([...fitted].filter(isLeft).map(placeOf)),
    inLoop: new Set([...inLoop].filter(isLeft).map(placeOf)),
    timeouts,
    workers: work.workers.has('process') ? 'process' : 'thread',
    captured,
    owners: new Map([...captures].map(([key, name]) => [name, Number(key.split(' ')[0])])),
    rebound
  }
}

function frameOf(scope: Scope, captures: Captures): Frame {
  const parameters = scope.syntax?.parameters.map((parameter) => parameter.name) ?? []
  const isLocal = (name: string): boolean => parameters.includes(name) || !captures.has(captureKey(scope, name))
  const registers = scope.parent === null ? [] : scope.variables.filter(isLocal)
  const local = new Map(registers.map((name, number) => [name, number]))
  return { scope, registers, local, inner: [], caught: [], cleanups: [], loops: [], inCleanup: 0, used: new Set() }
}

function lowerFunction(lowering: Lowering, scope: Scope, body = () => lowering.block(scope.body)): Lowered['functions'][number] {
  const captures = lowering.foresight.captures ?? new Map<string, string>()
  lowering.frame = frameOf(scope, captures)
  const entry = lowering.out.here()
  // A parameter that inner functions use moves to where they find it.
  for (const [register, { name, span }] of (scope.syntax?.parameters ?? []).entries()) {
    const number = lowering.nameNumbers.get(captures.get(captureKey(scope, name)) ?? '')
    if (number !== undefined) emit(lowering, { do: 'writeName', name: number, value: inRegister(register) }, false, span)
  }
  if (scope.parent === null && lowering.tasks.loop !== null) makeLoop(lowering, lowering.tasks.loop)
  body()
  lowering.span = lastSpan(scope) ?? lowering.span
  if (scope.parent === null) emit(lowering, { do: 'end' })
  else emit(lowering, { do: 'return', value: noneOperand })
  return { scope, registers: lowering.frame.registers, entry, end: lowering.out.here() }
}

/** The end of a function points at its last statement, or at its head when it has none. */
const lastSpan = (scope: Scope): Span | undefined => scope.body.at(-1)?.span ?? scope.syntax?.span
