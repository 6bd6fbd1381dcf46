import type { Instruction } from '../../program/instruction'
import { type Assembly, type Operation, raiser } from '../assembly'
import { isNumeric } from '../state/kindCodes'
import { readerOf } from '../state/reader'

/** `time.sleep`: nobody has to wait for it here, but less than no time is an error. */
export function sleepOperation(assembly: Assembly, pc: number, { seconds }: Extract<Instruction, { do: 'sleep' }>): Operation {
  if (typeof seconds === 'number') return () => pc + 1
  const read = readerOf(assembly, pc, seconds)
  const raise = raiser(assembly, pc)
  return (state, base) =>
    isNumeric(read.kind(state, base)) && read.payload(state, base) < 0 ? raise('ValueError', 'sleep length must be non-negative') : pc + 1
}
