import type { Instruction } from '../../program/instruction'
import { type Assembly, type Operation, raiser } from '../assembly'
import type { Ways } from './gate'
import { isNumeric, kindCodes, typeName } from '../state/kindCodes'
import { type Reader, readerOf, writerOf } from '../state/reader'

type Choose = Extract<Instruction, { do: 'choose' }>

/** `random.randint(low, high)`: way k gives low + k. */
export function chooseOperation(assembly: Assembly, pc: number, instruction: Choose): Operation {
  const { context } = assembly
  const [low, high] = [readerOf(assembly, pc, instruction.low), readerOf(assembly, pc, instruction.high)]
  const write = writerOf(assembly, pc, instruction.to)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    for (const read of [low, high]) {
      if (!isNumeric(read.kind(state, base))) return raise('TypeError', `'${typeName(read.kind(state, base))}' object cannot be interpreted as an integer`)
    }
    const [from, to] = [low.payload(state, base), high.payload(state, base)]
    if (to < from) return raise('ValueError', `empty range for randrange() (${from}, ${to + 1}, ${to + 1 - from})`)
    const value = from + context.choice
    write(state, base, kindCodes.int, value)
    context.witness?.chose(context.thread, instruction.span.line, value)
    return pc + 1
  }
}

/** How many numbers the choice at `pc` is among; one way where it will raise. */
export function chooseWays(assembly: Assembly, pc: number, { low, high }: Choose): Ways {
  const [least, most] = [readerOf(assembly, pc, low), readerOf(assembly, pc, high)]
  const isInt = (read: Reader, state: Int32Array, base: number): boolean => isNumeric(read.kind(state, base))
  return (state, base) => (isInt(least, state, base) && isInt(most, state, base) ? Math.max(1, most.payload(state, base) - least.payload(state, base) + 1) : 1)
}
