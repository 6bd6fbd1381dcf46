import type { Formula, FormulaOperator } from '../../program/formula'
import { never } from '../../trace/never'
import { calculationFault, calculators } from './arithmetic'
import { type Assembly, frameOf, type Raise } from '../assembly'
import { overflow } from './builtins'
import { orderings } from './comparison'
import { elementAddress, listLength } from '../state/heap'
import { kindCodes } from '../state/kindCodes'
import { threadBase } from '../state/layout'
import { namePlace } from '../state/reader'
import { word } from '../state/words'

/** Why a formula has no value: an exception of the thread, or a limit of the lab. */
export class FormulaFault extends Error {
  readonly kind: string
  readonly isLimit: boolean

  constructor(kind: string, message: string, isLimit = false) {
    super(message)
    this.kind = kind
    this.isLimit = isLimit
  }
}

/** A formula made runnable: gives its value, or throws `FormulaFault`. Told each shared address that it reads. */
export type FormulaValue = (state: Int32Array, base: number, told: ((address: number) => void) | null) => number

/** Makes a formula of a function runnable. */
export function formulaValue(assembly: Assembly, inFunction: number, formula: Formula): FormulaValue {
  switch (formula.is) {
    case 'constant':
      return () => formula.value
    case 'register': {
      const address = registerAddress(assembly, inFunction, formula.register)
      return (state, base) => word(state, base + address)
    }
    case 'registerOf': {
      // threads are made in the order of their functions, so both have one number
      const address = threadBase(assembly.layout, formula.thread) + registerAddress(assembly, formula.thread, formula.register)
      return (state) => word(state, address)
    }
    case 'name': {
      const { payloadAt } = namePlace(assembly, formula.name)
      return (state, _base, told) => {
        told?.(payloadAt)
        return word(state, payloadAt)
      }
    }
    case 'item': {
      const address = itemAddress(assembly, inFunction, formula.list, formula.index)
      return (state, base, told) => {
        const at = address(state, base, told)
        told?.(at)
        return word(state, at)
      }
    }
    case 'not':
    case 'negated': {
      const value = formulaValue(assembly, inFunction, formula.value)
      if (formula.is === 'not') return (state, base, told) => (value(state, base, told) === 0 ? 1 : 0)
      return (state, base, told) => fitting(-value(state, base, told))
    }
    case 'joined':
      return joined(formula.operator, formulaValue(assembly, inFunction, formula.left), formulaValue(assembly, inFunction, formula.right))
    default:
      return never(formula)
  }
}

const registerAddress = ({ layout }: Assembly, inFunction: number, register: number): number =>
  frameOf(layout.frames, inFunction).registers[register]?.payloadAt ?? 0

/** The address of an element of the list that a name holds. */
export function itemAddress(assembly: Assembly, inFunction: number, list: number, index: Formula): FormulaValue {
  const { payloadAt } = namePlace(assembly, list)
  const value = formulaValue(assembly, inFunction, index)
  return (state, base, told) => {
    const held = word(state, payloadAt)
    const length = listLength(assembly, state, held)
    const at = value(state, base, told)
    if (at >= length || at < -length) throw new FormulaFault('IndexError', `${assembly.program.names[list]?.name}[${at}] does not exist`)
    return elementAddress(assembly, state, held, at < 0 ? at + length : at)
  }
}

function joined(operator: FormulaOperator, left: FormulaValue, right: FormulaValue): FormulaValue {
  switch (operator) {
    case 'and':
    case 'or':
      return (state, base, told) => {
        const value = left(state, base, told)
        if ((value === 0) === (operator === 'or')) return right(state, base, told)
        if (told !== null) tellOnly(right, state, base, told)
        return value
      }
    case 'min':
    case 'max':
      return (state, base, told) => Math[operator](left(state, base, told), right(state, base, told))
    case '+':
    case '-':
    case '*':
    case '//':
    case '%':
      return (state, base, told) => {
        const [a, b] = [left(state, base, told), right(state, base, told)]
        const result = calculators[operator](a, b)
        if (!Number.isNaN(result)) return fitting(result)
        const { kind, message } = calculationFault(operator, a)
        throw new FormulaFault(kind, message)
      }
    default: {
      const holds = orderings[operator]
      return (state, base, told) => (holds(left(state, base, told), right(state, base, told)) ? 1 : 0)
    }
  }
}

// the side that does not matter is looked at all the same: which variables a step reads hangs on its text alone
function tellOnly(value: FormulaValue, state: Int32Array, base: number, told: (address: number) => void): void {
  try {
    value(state, base, told)
  } catch (fault) {
    if (!(fault instanceof FormulaFault)) throw fault
  }
}

function fitting(result: number): number {
  const problem = overflow(result)
  if (problem !== null) throw new FormulaFault('OverflowError', problem, true)
  // no -0
  return result | 0
}

/** Runs something that works out formulas; a fault becomes the exception of the instruction. */
export function orRaise(raise: Raise, act: () => number): number {
  try {
    return act()
  } catch (fault) {
    if (!(fault instanceof FormulaFault)) throw fault
    return fault.isLimit ? raise.limit('OverflowError', fault.message) : raise(fault.kind, fault.message)
  }
}

/** Who tells the witness what a formula of the running thread reads; null when nobody listens. */
export function teller({ context }: Assembly, state: Int32Array, line: number): ((address: number) => void) | null {
  const { witness, thread } = context
  return witness === null ? null : (address) => witness.read(thread, line, address, kindCodes.int, word(state, address))
}
