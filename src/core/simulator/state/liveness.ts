import type { FunctionCode, Program } from '../../program/program'
import { onwards } from '../../program/check/flow'
import { operandsOf, registerWritten } from '../../program/lower/operands'

/**
 * Which registers of a function still matter, as sets of bits: bit r is register r. What does not matter is zeroed wherever a thread rests, so that equal
 * situations are equal words.
 */
export interface Liveness {
  /** What matters when a thread rests before an instruction. */
  before(pc: number): bigint
  /** What matters to the caller while it is inside the call at `pc`. */
  during(pc: number): bigint
}

const none = 0n

/** Solves the usual backward equations: a register matters where some path reads it before it is written. */
export function livenessOf(program: Program, code: FunctionCode, handlers: readonly number[]): Liveness {
  const live = new Map<number, bigint>()
  const before = (pc: number): bigint => live.get(pc) ?? none

  function during(pc: number): bigint {
    const instruction = program.code[pc]
    if (instruction === undefined) return none
    const written = registerWritten(instruction)
    const after = onwards(instruction, pc).reduce((bits, next) => bits | before(next), none)
    const target = handlers[pc] ?? -1
    return (after & ~(written === null ? none : 1n << BigInt(written))) | (target < 0 ? none : before(target))
  }

  function used(pc: number): bigint {
    const instruction = program.code[pc]
    if (instruction === undefined) return none
    const registers = operandsOf(instruction).reduce((bits, operand) => (operand.from === 'register' ? bits | (1n << BigInt(operand.register)) : bits), none)
    // the end of a wait at a barrier leaves the index of arrival where its beginning put it
    const keeps = instruction.do === 'endWait' && instruction.to !== null && code.registers[instruction.to]?.kinds.has('int') === true
    return keeps ? registers | (1n << BigInt(instruction.to)) : registers
  }

  for (let changed = true; changed; ) {
    changed = false
    for (let pc = code.end - 1; pc >= code.entry; pc--) {
      const bits = during(pc) | used(pc)
      if (bits !== before(pc)) {
        live.set(pc, bits)
        changed = true
      }
    }
  }
  return { before, during }
}
