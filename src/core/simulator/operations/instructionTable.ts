import type { Instruction } from '../../program/instruction'

/** What some kinds of instructions come to, by kind. */
export type InstructionTable<Result> = { readonly [Do in Instruction['do']]?: (instruction: Instruction & { readonly do: Do }) => Result }

/** What a table says of an instruction; undefined where it says nothing of its kind. */
export function lookUp<Result>(table: InstructionTable<Result>, instruction: Instruction): Result | undefined {
  // an entry takes the instructions of its own key
  const entry = table[instruction.do] as ((instruction: Instruction) => Result) | undefined
  return entry?.(instruction)
}
