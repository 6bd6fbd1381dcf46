import { type Calls, reachedFrom } from './afterStart'
import type { Instruction, Operand } from '../instruction'
import type { Lowered } from '../lower/lower'
import type { Problems } from '../problems'
import type { Site } from '../program'
import { kindsOf, siteOfAtom, type Values } from './values'

/** Whether a program makes processes. */
export const makesProcesses = (sites: readonly Site[]): boolean => sites.some(({ role }) => role === 'process')

/** Refuses what the lab does not do with processes, and with what `multiprocessing` makes. */
export function checkProcesses(lowered: Lowered, values: Values, calls: Calls, problems: Problems): void {
  const { sites, code } = lowered
  if (makesProcesses(sites)) {
    for (const site of sites) checkNeighbour(site, problems)
    checkTargets(lowered, calls, problems)
  }
  for (const [at, instruction] of code.entries()) {
    const inFunction = calls.functionAt[at] ?? 0
    const isOf = (operand: Operand, role: Site['role']): boolean =>
      [...values.of(operand, inFunction)].some((atom) => sites[siteOfAtom(atom) ?? -1]?.role === role)
    const isArray = (operand: Operand): boolean => [...values.of(operand, inFunction)].some((atom) => isArraySite(sites[siteOfAtom(atom) ?? -1]))
    const isMakingArray = 'site' in instruction && instruction.site !== null && isArraySite(sites[instruction.site])
    const mayBeOther = (operand: Operand, allowed: readonly string[]): boolean =>
      [...kindsOf(values.of(operand, inFunction), sites)].some((kind) => !allowed.includes(kind))
    checkArray(instruction, isArray, isMakingArray, mayBeOther, (what, tryThis) => problems.add(instruction.span, what, tryThis))
    if (instruction.do === 'makeCondition') checkLockOf(instruction, values.of(instruction.lock ?? noLock, inFunction), sites, problems)
    checkShared(instruction, isOf, mayBeOther, (what, tryThis) => problems.add(instruction.span, what, tryThis))
  }
}

const isArraySite = (site: Site | undefined): boolean => site?.kind === 'list' && site.role === 'shared'
const noLock: Operand = { from: 'constant', constant: { kind: 'none', payload: 0 } }

/** What an array that processes share cannot do, though a list can. */
function checkArray(
  instruction: Instruction,
  isArray: (operand: Operand) => boolean,
  isMakingArray: boolean,
  mayBeOther: (operand: Operand, allowed: readonly string[]) => boolean,
  tell: (what: string, tryThis: string) => void
): void {
  const number = (operand: Operand): void => {
    if (mayBeOther(operand, ['int', 'bool'])) tell('an array that processes share holds whole numbers', "write `Array('i', [1, 2])`")
  }
  if (instruction.do === 'makeList' && isMakingArray) for (const item of instruction.items) number(item)
  if (instruction.do === 'repeatList' && isMakingArray && mayBeOther(instruction.length, ['int', 'bool']))
    tell('the size of this array may be no number', "write the size, or the first values between `[` and `]`: `Array('i', [1, 2])`")
  if (instruction.do === 'writeItem' && isArray(instruction.list)) number(instruction.value)
  if (instruction.do === 'appendItem' && isArray(instruction.list)) tell('an array that processes share keeps its length', 'make it as long as it has to be')
}

/** A condition of `multiprocessing` asks whether its own process has the lock, which only an rlock of `multiprocessing` knows; one of `threading` takes no such lock. */
function checkLockOf(
  { site, span }: Extract<Instruction, { do: 'makeCondition' }>,
  locks: ReadonlySet<number>,
  sites: readonly Site[],
  problems: Problems
): void {
  const made = [...locks].flatMap((atom) => sites[siteOfAtom(atom) ?? -1] ?? [])
  const isShared = sites[site]?.role === 'shared'
  if (isShared && made.some(({ kind, role }) => kind !== 'rlock' || role !== 'shared'))
    problems.add(span, 'this condition needs an `RLock` of `multiprocessing`', 'write `Condition()`, or give it a `multiprocessing.RLock`')
  if (!isShared && made.some(({ role }) => role === 'shared'))
    problems.add(span, 'a condition of `threading` over a lock of `multiprocessing`', 'take both from `multiprocessing`')
}

/** A process begins as a copy of all memory: what that does to threads, and to what they wait in, is more than the lab does. */
function checkNeighbour({ kind, role, span }: Site, problems: Problems): void {
  if ((kind === 'thread' && role !== 'process') || role === 'loop')
    problems.add(span, 'a program of the lab has threads or processes, not both', 'make all of them `Process`, or all of them `Thread`')
  const isOwn = (kind === 'condition' || kind === 'barrier' || kind === 'queue') && role !== 'shared' && role !== 'pipe'
  if (isOwn && role !== 'pool')
    problems.add(span, `each process would have a copy of this ${kind}`, `use \`multiprocessing.${kind[0]?.toUpperCase()}${kind.slice(1)}\``)
}

function checkTargets({ code }: Lowered, calls: Calls, problems: Problems): void {
  const inProcesses = new Set([...calls.targets].flatMap((target) => [...reachedFrom(calls, target)]))
  for (const [at, instruction] of code.entries()) {
    if (instruction.do === 'threadName' && instruction.thread === null)
      problems.add(instruction.span, 'the main thread of every process has the same name', 'pass a name as an argument')
    if (!inProcesses.has(calls.functionAt[at] ?? 0)) continue
    if (instruction.do === 'readField' && (instruction.of === 'future' || instruction.of === 'pool'))
      problems.add(instruction.span, 'a process has only copies of pools and futures', 'submit work, and ask for results, where the program begins')
    if (instruction.do === 'makeThread' || instruction.do === 'start' || instruction.do === 'join' || instruction.do === 'isAlive')
      problems.add(instruction.span, 'only the first process makes, starts, joins and asks others here', 'do it where the program begins')
  }
}

function checkShared(
  instruction: Instruction,
  isOf: (operand: Operand, role: Site['role']) => boolean,
  mayBeOther: (operand: Operand, allowed: readonly string[]) => boolean,
  tell: (what: string, tryThis: string) => void
): void {
  switch (instruction.do) {
    case 'put':
      if ((isOf(instruction.queue, 'shared') || isOf(instruction.queue, 'pipe')) && mayBeOther(instruction.value, ['none', 'bool', 'int', 'str']))
        tell('what goes from process to process is sent as a copy', 'send numbers and text')
      return
    case 'get':
      if (isOf(instruction.queue, 'shared') && !instruction.blocking)
        tell('a queue between processes may look empty right after a `put`', 'use `get()`, or `get(timeout=…)`')
      return
    case 'queueState':
    case 'taskDone':
    case 'joinQueue':
      if (isOf(instruction.queue, 'shared')) tell('a queue between processes has only `put` and `get` here', 'send a last value, such as `None`')
      return
    case 'locked':
      if (isOf(instruction.object, 'shared')) tell('locks of `multiprocessing` have no `locked()` in every Python', 'use `acquire(blocking=False)`')
      return
    case 'writeItem':
      if (isOf(instruction.list, 'value') && mayBeOther(instruction.value, ['int'])) tell('a `Value` holds a whole number', 'assign a number')
      return
    case 'isAlive':
      if (instruction.ask !== undefined && !isOf(instruction.thread, 'process')) tell('only a process has an exit code', 'ask a `Process`')
      return
    default:
      return
  }
}
