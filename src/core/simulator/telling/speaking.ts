import type { Operand } from '../../program/instruction'
import type { Machine } from '../assemble'

/** What words about a step are made of. */
export interface Speaking {
  readonly machine: Machine
  readonly state: Int32Array
  readonly thread: number
  readonly pc: number
  /** Kind and payload of an operand of the instruction. */
  readonly valueOf: (operand: Operand) => readonly [kind: number, payload: number]
  /** The name of the object or thread that an operand is; of anything else its type. */
  readonly nameOf: (operand: Operand) => string
}
