import type { Claim } from '../program/program'
import type { Machine } from './assemble'
import { formulaValue } from './formulas'

/** What a claim of the program comes to in a state, as a function; it throws `FormulaFault` where the formula has no value. */
export function claimValue(machine: Machine, claim: Claim): (state: Int32Array) => number {
  const value = formulaValue(machine, 0, claim.formula)
  return (state) => value(state, 0, null)
}
