import type { Claim } from '../../program/program'
import type { Machine } from '../assemble'
import { FormulaFault, formulaValue } from './formulas'

/** What a claim of the program comes to in a state, as a function; it throws `FormulaFault` where the formula has no value. */
export function claimValue(machine: Machine, claim: Claim): (state: Int32Array) => number {
  const value = formulaValue(machine, 0, claim.formula)
  return (state) => value(state, 0, null)
}

/** The same in words: the number, or the name of the exception where there is none. */
export function claimWords(machine: Machine, claim: Claim, state: Int32Array): string {
  try {
    return String(claimValue(machine, claim)(state))
  } catch (fault) {
    if (fault instanceof FormulaFault) return fault.kind
    throw fault
  }
}

/** Whether a claim holds in a state: it has a value, and that is not 0. */
export function doesHold(machine: Machine, claim: Claim, state: Int32Array): boolean {
  const words = claimWords(machine, claim, state)
  return words !== '0' && Number.isInteger(Number(words))
}
