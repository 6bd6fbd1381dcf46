import type { Instruction } from '../../program/instruction'
import { operandFault } from '../../program/lower/operandFault'
import { calculationFault, calculators } from './arithmetic'
import { type Assembly, type Operation, raiser } from '../assembly'
import { callBuiltin, isTrue, overflow, type Value } from './builtins'
import { compareValues, orderings } from './comparison'
import { isNumeric, kindCodes, typeName } from '../state/kindCodes'
import { textMaker } from '../telling/pythonText'
import { type Reader, readerOf, writerOf } from '../state/reader'

type Of<Do extends Instruction['do']> = Extract<Instruction, { do: Do }>

/** A copy into a register. */
export function moveOperation(assembly: Assembly, pc: number, { to, value }: Of<'move'>): Operation {
  const read = readerOf(assembly, pc, value)
  const write = writerOf(assembly, pc, to)
  return (state, base) => {
    write(state, base, read.kind(state, base), read.payload(state, base))
    return pc + 1
  }
}

const areInts = (...readers: readonly Reader[]): boolean => readers.every(({ fixed }) => isNumeric(fixed))

/** Arithmetic, on ints and (where Python has it) texts. */
export function arithmeticOperation(assembly: Assembly, pc: number, { to, operator, left, right, augmented = false }: Of<'arithmetic'>): Operation {
  const one = readerOf(assembly, pc, left)
  const other = readerOf(assembly, pc, right)
  const write = writerOf(assembly, pc, to)
  const raise = raiser(assembly, pc)
  const calculate = calculators[operator]
  const keepsBools = operator === '&' || operator === '|' || operator === '^'

  function onInts(state: Int32Array, base: number): number {
    const a = one.payload(state, base)
    const b = other.payload(state, base)
    const result = calculate(a, b)
    if (result === (result | 0)) {
      const bools = keepsBools && one.kind(state, base) === kindCodes.bool && other.kind(state, base) === kindCodes.bool
      write(state, base, bools ? kindCodes.bool : kindCodes.int, result)
      return pc + 1
    }
    if (!Number.isNaN(result)) return raise.limit('OverflowError', overflow(result) ?? '')
    const fault = calculationFault(operator, a)
    return raise(fault.kind, fault.message)
  }
  if (areInts(one, other)) return onInts
  return (state, base) => {
    const kinds = [one.kind(state, base), other.kind(state, base)] as const
    if (kinds.every(isNumeric)) return onInts(state, base)
    const text = onTexts(assembly, operator, [kinds[0], one.payload(state, base)], [kinds[1], other.payload(state, base)])
    if (text === null) return raise('TypeError', operandFault(operator, typeName(kinds[0]), typeName(kinds[1]), augmented))
    write(state, base, kindCodes.str, assembly.pools.textId(text))
    return pc + 1
  }
}

function onTexts({ pools }: Assembly, operator: string, [kind, payload]: Value, [otherKind, otherPayload]: Value): string | null {
  const { str } = kindCodes
  if (operator === '+' && kind === str && otherKind === str) return pools.text(payload) + pools.text(otherPayload)
  if (operator !== '*') return null
  if (kind === str && isNumeric(otherKind)) return pools.text(payload).repeat(Math.max(0, otherPayload))
  return otherKind === str && isNumeric(kind) ? pools.text(otherPayload).repeat(Math.max(0, payload)) : null
}

/** A comparison. */
export function compareOperation(assembly: Assembly, pc: number, { to, operator, left, right }: Of<'compare'>): Operation {
  const one = readerOf(assembly, pc, left)
  const other = readerOf(assembly, pc, right)
  const write = writerOf(assembly, pc, to)
  if (areInts(one, other) && operator in orderings) {
    const holds = orderings[operator as keyof typeof orderings]
    return (state, base) => {
      write(state, base, kindCodes.bool, holds(one.payload(state, base), other.payload(state, base)) ? 1 : 0)
      return pc + 1
    }
  }
  const raise = raiser(assembly, pc)
  return (state, base) => {
    const [kind, payload] = [one.kind(state, base), one.payload(state, base)]
    const held = compareValues(assembly, state, operator, kind, payload, other.kind(state, base), other.payload(state, base))
    if (typeof held === 'string') return raise('TypeError', held)
    write(state, base, kindCodes.bool, held ? 1 : 0)
    return pc + 1
  }
}

/** Unary minus. */
export function negateOperation(assembly: Assembly, pc: number, { to, value }: Of<'negate'>): Operation {
  const read = readerOf(assembly, pc, value)
  const write = writerOf(assembly, pc, to)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    const kind = read.kind(state, base)
    if (!isNumeric(kind)) return raise('TypeError', `bad operand type for unary -: '${typeName(kind)}'`)
    const result = -read.payload(state, base)
    const problem = overflow(result)
    if (problem !== null) return raise.limit('OverflowError', problem)
    write(state, base, kindCodes.int, result)
    return pc + 1
  }
}

const truthOf = (assembly: Assembly, read: Reader): ((state: Int32Array, base: number) => boolean) =>
  isNumeric(read.fixed)
    ? (state, base) => read.payload(state, base) !== 0
    : (state, base) => isTrue(assembly, state, read.kind(state, base), read.payload(state, base))

/** `not`. */
export function notOperation(assembly: Assembly, pc: number, { to, value }: Of<'not'>): Operation {
  const holds = truthOf(assembly, readerOf(assembly, pc, value))
  const write = writerOf(assembly, pc, to)
  return (state, base) => {
    write(state, base, kindCodes.bool, holds(state, base) ? 0 : 1)
    return pc + 1
  }
}

/** A branch by Python's truth. */
export function branchOperation(assembly: Assembly, pc: number, { value, ifTrue, ifFalse }: Of<'branch'>): Operation {
  const holds = truthOf(assembly, readerOf(assembly, pc, value))
  return (state, base) => (holds(state, base) ? ifTrue : ifFalse)
}

/** A call of a built-in function. */
export function builtinOperation(assembly: Assembly, pc: number, instruction: Of<'builtin'>): Operation {
  const readers = instruction.arguments.map((operand) => readerOf(assembly, pc, operand))
  const write = writerOf(assembly, pc, instruction.to)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    const values = readers.map((read): Value => [read.kind(state, base), read.payload(state, base)])
    const result = callBuiltin(assembly, state, instruction.name, values, raise)
    if (typeof result === 'number') return result
    write(state, base, ...result)
    return pc + 1
  }
}

/** A text made of parts. */
export function textOperation(assembly: Assembly, pc: number, { to, parts }: Of<'text'>): Operation {
  const make = textMaker(assembly, pc, parts)
  const write = writerOf(assembly, pc, to)
  return (state, base) => {
    write(state, base, kindCodes.str, make(state, base))
    return pc + 1
  }
}
