import { successorsOf } from './flow'
import { operandsOf } from '../lower/operands'
import type { Instruction, Operand } from '../instruction'
import type { Lowered } from '../lower/lower'
import type { Scope } from '../names/scopes'
import { functionOfAtom, type Values } from './values'

/** Reads that may find nothing. */
export interface Unbound {
  /** Per function: registers that may be read before they are given a value. */
  readonly registers: readonly ReadonlySet<number>[]
  /** Names that may be read before they are bound. */
  readonly names: ReadonlySet<number>
  /** Uses of functions that stand before their `def` was run: instruction → function. */
  readonly functions: ReadonlyMap<number, number>
}

/** Facts that hold on every way to a place, as bits: first the names, then the functions of the module, then the registers of the running function. */
type Facts = bigint

/**
 * Definite assignment: which variables surely have a value at each instruction (a forward must-analysis over the whole program; a function begins with what
 * all its callers, and all `start`s if it is a thread's target, have in common).
 */
export function findUnbound(lowered: Lowered, values: Values, functionAt: readonly number[]): Unbound {
  const next = successorsOf(lowered.code, lowered.handlers)
  const names = lowered.names.length
  const base = names + lowered.functions.length
  const all = (1n << BigInt(base + Math.max(0, ...lowered.functions.map((code) => code.registers.length)))) - 1n
  const global = (1n << BigInt(base)) - 1n
  const before: Facts[] = lowered.code.map(() => all)
  const defs = new Map<number, bigint>()
  for (const [number, at] of lowered.defined) defs.set(at, (defs.get(at) ?? 0n) | (1n << BigInt(names + number)))
  // Functions inside functions and those without a name are bound where they stand; the lowering sees to it that nobody else can name them.
  const inner = lowered.functions.reduce((bits, code, number) => (isBoundInPlace(code.scope) ? bits | (1n << BigInt(names + number)) : bits), 0n)
  const open: number[] = []
  const meet = (at: number, facts: Facts): void => {
    const met = (before[at] ?? all) & facts
    if (met === before[at] && seen[at] === true) return
    before[at] = met
    seen[at] = true
    open.push(at)
  }
  const seen: boolean[] = []
  const parametersOf = (number: number): bigint => ((1n << BigInt(lowered.functions[number]?.scope.syntax?.parameters.length ?? 0)) - 1n) << BigInt(base)
  const enter = (target: Operand, facts: Facts, inFunction: number): void => {
    for (const atom of values.of(target, inFunction)) {
      const called = functionOfAtom(atom)
      const entry = called === null ? undefined : lowered.functions[called]?.entry
      if (called !== null && entry !== undefined) meet(entry, (facts & global) | parametersOf(called))
    }
  }
  // Names that a function has surely bound when it returns, as far as is known; whoever calls it finds them bound behind the call.
  const exits: Facts[] = lowered.functions.map(() => global)
  const calleesOf = (target: Operand, inFunction: number): number[] => [...values.of(target, inFunction)].flatMap((atom) => functionOfAtom(atom) ?? [])
  const callers = lowered.functions.map((): number[] => [])
  for (const [at, instruction] of lowered.code.entries())
    if (instruction.do === 'call') for (const called of calleesOf(instruction.target, functionAt[at] ?? 0)) callers[called]?.push(at)
  const leave = (number: number, facts: Facts): void => {
    const met = (exits[number] ?? global) & facts
    if (met === exits[number]) return
    exits[number] = met
    for (const caller of callers[number] ?? []) if (seen[caller] === true) open.push(caller)
  }
  const startable = lowered.code.flatMap((instruction, at) => (instruction.do === 'makeThread' ? [{ instruction, inFunction: functionAt[at] ?? 0 }] : []))
  const mainEntry = lowered.functions[0]?.entry ?? 0
  meet(mainEntry, inner)
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const instruction = lowered.code[at]
    if (instruction === undefined) continue
    const inFunction = functionAt[at] ?? 0
    const facts = (before[at] ?? 0n) | (defs.get(at) ?? 0n)
    if (instruction.do === 'call') enter(instruction.target, facts, inFunction)
    if (instruction.do === 'start') for (const made of startable) enter(made.instruction.target, facts, made.inFunction)
    if (instruction.do === 'return') leave(inFunction, facts)
    const called = instruction.do === 'call' ? calleesOf(instruction.target, inFunction) : []
    const behind = called.length === 0 ? 0n : called.reduce((met, number) => met & (exits[number] ?? global), global)
    const after = facts | behind | boundBy(instruction, base)
    for (const to of next[at] ?? []) meet(to, isHandler(lowered, at, to) ? facts : after)
  }
  return collect(lowered, before, defs, seen, functionAt, names, base)
}

const isBoundInPlace = ({ parent, syntax }: Scope): boolean => (parent !== null && parent.number !== 0) || syntax?.name.startsWith('<') === true

const isHandler = (lowered: Lowered, at: number, to: number): boolean =>
  to !== at + 1 && lowered.handlers.some((handler) => handler.target === to && handler.from <= at && at < handler.to)

function boundBy(instruction: Instruction, base: number): bigint {
  if (instruction.do === 'writeName') return 1n << BigInt(instruction.name)
  return 'to' in instruction && instruction.to !== null ? 1n << BigInt(base + instruction.to) : 0n
}

function collect(
  lowered: Lowered,
  before: readonly Facts[],
  defs: ReadonlyMap<number, bigint>,
  seen: readonly boolean[],
  functionAt: readonly number[],
  names: number,
  base: number
): Unbound {
  const registers = lowered.functions.map(() => new Set<number>())
  const unboundNames = new Set<number>()
  const functions = new Map<number, number>()
  for (const [at, instruction] of lowered.code.entries()) {
    if (seen[at] !== true) continue
    const facts = (before[at] ?? 0n) | (defs.get(at) ?? 0n)
    const has = (bit: number): boolean => ((facts >> BigInt(bit)) & 1n) === 1n
    if (instruction.do === 'readName' && !has(instruction.name)) unboundNames.add(instruction.name)
    for (const operand of operandsOf(instruction)) {
      if (operand.from === 'register' && !has(base + operand.register)) registers[functionAt[at] ?? 0]?.add(operand.register)
      if (operand.from === 'name' && !has(operand.name)) unboundNames.add(operand.name)
      if (operand.from === 'constant' && operand.constant.kind === 'function' && !has(names + operand.constant.payload))
        functions.set(at, operand.constant.payload)
    }
  }
  return { registers, names: unboundNames, functions }
}
