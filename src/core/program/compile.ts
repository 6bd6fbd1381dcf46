import { findAfterStart, findCalls, sharedLists } from './check/afterStart'
import { assemble, type Granularity } from './assemble'
import { findUnbound } from './check/assigned'
import { checkFlow } from './check/checkFlow'
import { checkLoop } from './tasks/checkLoop'
import { checkKinds } from './check/checkKinds'
import { checkPipes } from './check/checkPipes'
import { checkProcesses } from './check/checkProcesses'
import { checkTravel } from './check/checkTravel'
import { foresee, isNews, type Pass } from './lower/foresee'
import type { Foresight } from './lower/foresight'
import { infer } from './check/infer'
import { lower } from './lower/lower'
import { nowhere, type Parametrised, setParameters } from './names/parameters'
import { parse } from './read/parse'
import { inOrder, type Problems, problems as newProblems } from './problems'
import { promotable } from './lower/promotable'
import type { Program } from './program'
import { findScopes, type Scopes } from './names/scopes'
import type { ProgramProblem } from './source'

/** How a program is compiled. */
export interface CompileOptions {
  /** The name that messages and recordings give the program. */
  readonly file: string
  /** Other values for top-level constants, as Python literals. */
  readonly set?: Readonly<Record<string, string>>
  /** `bytecode`: arithmetic that a shared read feeds is a step of its own. */
  readonly granularity?: Granularity
}

/** A program, or everything that is wrong with the text, in its order. */
export type Compiled = { readonly ok: true; readonly program: Program } | { readonly ok: false; readonly problems: readonly ProgramProblem[] }

/** Longer programs are refused: nobody would look at them here, and every pass is made for less. */
const longest = 20_000

/** Compiles source text of the subset. Never throws on any text. */
export function compile(source: string, options: CompileOptions): Compiled {
  const parsed = parse(source)
  const refuse = (found: readonly ProgramProblem[]): Compiled => ({ ok: false, problems: inOrder(found) })
  if (!parsed.grammatical) return refuse(parsed.found)
  const problems = newProblems()
  for (const problem of parsed.found) problems.add(problem.span, problem.what, problem.try)
  const scopes = findScopes(parsed.statements, problems)
  const isConstant = (name: string): boolean => scopes.module.bound.get(name) === 1 && !scopes.rebound.has(name)
  const { statements, ...constants } = setParameters(parsed.statements, isConstant, options.set ?? {}, problems)
  const module = { ...scopes.module, body: statements }
  const known = { ...scopes, module, all: [module, ...scopes.all.slice(1)] }
  const blind: Foresight = {
    shared: known.rebound,
    barriers: null,
    queues: new Set(),
    inLoop: new Set(),
    conditions: new Set(),
    semaphores: new Set(),
    joined: new Set(),
    workers: 'thread',
    locksValues: false,
    pools: new Set(),
    captures: null
  }
  const glance = take(known, blind, constants, problems)
  const captures = glance === null ? new Map<string, string>() : promotable(glance.lowered)
  const first = glance === null || glance.lowered.captured.size === 0 ? glance : take(known, { ...blind, captures }, constants, problems)
  if (first === null) return refuse(problems.found)
  const foresight = foresee(first, known.rebound, captures)
  const taken = isNews(first, foresight, known.rebound) ? (take(known, foresight, constants, problems) ?? first) : first
  const { lowered, values, calls, after } = taken
  const lists = sharedLists(lowered, values, calls, after)
  const unbound = findUnbound(lowered, values, calls.functionAt)
  checkKinds(lowered, values, calls, foresight.shared, lists, problems)
  checkFlow(lowered, { values, calls, after, unbound }, problems)
  checkProcesses(lowered, values, calls, problems)
  checkPipes(lowered, values, calls, problems)
  checkTravel(lowered, values, calls, problems)
  checkLoop(lowered, values, calls, problems)
  if (problems.found.length > 0) return refuse(problems.found)
  const { file, granularity = 'shared' } = options
  return { ok: true, program: assemble({ file, source, ...constants, granularity, lowered, values, calls, shared: foresight.shared, lists, unbound }) }
}

/** Lowers the program and follows its values; null when there were problems. */
function take(scopes: Scopes, foresight: Foresight, constants: Omit<Parametrised, 'statements'>, problems: Problems): Pass | null {
  const lowered = lower(scopes, foresight, constants, problems)
  if (lowered.code.length > longest) problems.add({ ...nowhere }, 'this program is too long for the lab', `stay below ${longest} instructions`)
  if (problems.found.length > 0) return null
  const values = infer(lowered)
  const calls = findCalls(lowered, values)
  return { lowered, values, calls, after: findAfterStart(lowered, values, calls) }
}

/** A problem as a person reads it: `file:line:column: what (try: …)`. */
export function problemWords(file: string, problem: ProgramProblem): string {
  const place = problem.span.line === 0 ? file : `${file}:${problem.span.line}:${problem.span.column}`
  return `${place}: ${problem.what} (try: ${problem.try})`
}
