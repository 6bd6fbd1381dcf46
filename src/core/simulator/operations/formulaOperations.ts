import type { Instruction } from '../../program/instruction'
import { type Assembly, functionAt, type Operation, outcome, raiser } from '../assembly'
import { type FormulaValue, FormulaFault, formulaValue, itemAddress, orRaise, teller } from './formulas'
import type { Gate } from './gate'
import { kindCodes } from '../state/kindCodes'
import { namePlace, writerOf } from '../state/reader'
import { word } from '../state/words'

type Of<Do extends Instruction['do']> = Extract<Instruction, { do: Do }>

/** Works out a formula into a register. */
export function evaluateOperation(assembly: Assembly, pc: number, { to, value, span }: Of<'evaluate'>): Operation {
  const work = formulaValue(assembly, functionAt(assembly.program, pc), value)
  const write = writerOf(assembly, pc, to)
  const raise = raiser(assembly, pc)
  return (state, base) =>
    orRaise(raise, () => {
      write(state, base, kindCodes.int, work(state, base, teller(assembly, state, span.line)))
      return pc + 1
    })
}

/** Goes on once a formula is true. */
export function awaitOperation(assembly: Assembly, pc: number, { condition, span }: Of<'await'>): Operation {
  const work = formulaValue(assembly, functionAt(assembly.program, pc), condition)
  const raise = raiser(assembly, pc)
  return (state, base) => orRaise(raise, () => (work(state, base, teller(assembly, state, span.line)) === 0 ? outcome.blocked : pc + 1))
}

/** Whether a thread at an `await` can go on: its condition is true, or cannot be worked out. */
export function awaitGate(assembly: Assembly, pc: number, { condition }: Of<'await'>): Gate {
  const work = formulaValue(assembly, functionAt(assembly.program, pc), condition)
  return (state, base) => holds(work, state, base)
}

function holds(work: FormulaValue, state: Int32Array, base: number): boolean {
  try {
    return work(state, base, null) !== 0
  } catch (fault) {
    if (!(fault instanceof FormulaFault)) throw fault
    return true
  }
}

/** Tells the witness whether a formula holds, and goes on. */
export function checkOperation(assembly: Assembly, pc: number, { condition, span }: Of<'check'>): Operation {
  const { context } = assembly
  const work = formulaValue(assembly, functionAt(assembly.program, pc), condition)
  const raise = raiser(assembly, pc)
  return (state, base) =>
    orRaise(raise, () => {
      if (work(state, base, teller(assembly, state, span.line)) === 0) context.witness?.checkFailed(context.thread, span.line)
      return pc + 1
    })
}

/** An atomic read-modify-write. */
export function updateOperation(assembly: Assembly, pc: number, { name, index, value, to, span }: Of<'update'>): Operation {
  const { context } = assembly
  const inFunction = functionAt(assembly.program, pc)
  const { payloadAt } = namePlace(assembly, name)
  const address = index === null ? () => payloadAt : itemAddress(assembly, inFunction, name, index)
  const work = formulaValue(assembly, inFunction, value)
  const write = writerOf(assembly, pc, to)
  const raise = raiser(assembly, pc)
  return (state, base) =>
    orRaise(raise, () => {
      const told = teller(assembly, state, span.line)
      const at = address(state, base, told)
      let isRead = false
      const hearing =
        told &&
        ((read: number): void => {
          isRead ||= read === at
          told(read)
        })
      const result = work(state, base, hearing)
      // the old value is read even where the formula does not look at it
      if (!isRead) told?.(at)
      write(state, base, kindCodes.int, word(state, at))
      state[at] = result
      context.witness?.written(context.thread, span.line, at, kindCodes.int, result)
      return pc + 1
    })
}
