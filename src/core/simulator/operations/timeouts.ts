import type { Operand } from '../../program/instruction'
import type { Assembly } from '../assembly'
import { isNumeric } from '../state/kindCodes'
import { readerOf } from '../state/reader'

/** How the instruction at `pc` reads the seconds of a timeout: null without one, or when it is None. */
export function timeoutReader(assembly: Assembly, pc: number, timeout: Operand | null): (state: Int32Array, base: number) => number | null {
  if (timeout === null) return () => null
  const read = readerOf(assembly, pc, timeout)
  return (state, base) => (isNumeric(read.kind(state, base)) ? read.payload(state, base) : null)
}
