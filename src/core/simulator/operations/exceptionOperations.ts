import type { Instruction } from '../../program/instruction'
import { type Assembly, type Operation, outcome, raiser } from '../assembly'
import { kindCodes } from '../state/kindCodes'
import { textMaker } from '../telling/pythonText'
import { readerOf, writerOf } from '../state/reader'

type Of<Do extends Instruction['do']> = Extract<Instruction, { do: Do }>

/** `raise`, and a failed `assert`. */
export function raiseOperation(assembly: Assembly, pc: number, { kind, message }: Of<'raise'>): Operation {
  const make = textMaker(assembly, pc, message)
  const raise = raiser(assembly, pc)
  return (state, base) => raise(kind, assembly.pools.text(make(state, base)))
}

/** The beginning of a handler: the exception that came here into a register. */
export function catchOperation(assembly: Assembly, pc: number, { to }: Of<'catch'>): Operation {
  const write = writerOf(assembly, pc, to)
  const { context } = assembly
  return (state, base) => {
    write(state, base, kindCodes.exception, context.exception)
    return pc + 1
  }
}

/** Whether an exception is one that an `except` names. */
export function matchesOperation(assembly: Assembly, pc: number, { to, exception, kinds }: Of<'matches'>): Operation {
  const read = readerOf(assembly, pc, exception)
  const write = writerOf(assembly, pc, to)
  const wanted: ReadonlySet<string> = new Set(kinds)
  return (state, base) => {
    const { kind } = assembly.pools.exception(read.payload(state, base))
    write(state, base, kindCodes.bool, wanted.has(kind) ? 1 : 0)
    return pc + 1
  }
}

/** The name of an exception's kind. */
export function exceptionNameOperation(assembly: Assembly, pc: number, { to, exception }: Of<'exceptionName'>): Operation {
  const read = readerOf(assembly, pc, exception)
  const write = writerOf(assembly, pc, to)
  return (state, base) => {
    write(state, base, kindCodes.str, assembly.pools.textId(assembly.pools.exception(read.payload(state, base)).kind))
    return pc + 1
  }
}

/** The line that first raised an exception. */
export function exceptionLineOperation(assembly: Assembly, pc: number, { to, exception }: Of<'exceptionLine'>): Operation {
  const read = readerOf(assembly, pc, exception)
  const write = writerOf(assembly, pc, to)
  return (state, base) => {
    write(state, base, kindCodes.int, assembly.pools.exception(read.payload(state, base)).line)
    return pc + 1
  }
}

/** Raises what another thread's work failed with. */
export function raiseKeptOperation(assembly: Assembly, pc: number, { kind, message, line }: Of<'raiseKept'>): Operation {
  const { pools, context } = assembly
  const [name, text, number] = [readerOf(assembly, pc, kind), readerOf(assembly, pc, message), readerOf(assembly, pc, line)]
  return (state, base) => {
    context.exception = pools.exceptionId(pools.text(name.payload(state, base)), pools.text(text.payload(state, base)), number.payload(state, base))
    return outcome.raised
  }
}

/** An exception goes on, with the line that first raised it. */
export function reraiseOperation(assembly: Assembly, pc: number, { exception }: Of<'reraise'>): Operation {
  const read = readerOf(assembly, pc, exception)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    if (read.kind(state, base) !== kindCodes.exception) return raise('TypeError', 'exceptions must derive from BaseException')
    assembly.context.exception = read.payload(state, base)
    return outcome.raised
  }
}
