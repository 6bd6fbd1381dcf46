import type { Instruction } from '../../program/instruction'
import { type Assembly, type Operation, raiser } from '../assembly'
import { kindCodes } from '../state/kindCodes'
import { header, namesOf } from '../state/layout'
import { kindIn, put } from '../state/place'
import { textMaker } from '../telling/pythonText'
import { namePlace, readerOf, unboundName, writerOf } from '../state/reader'
import { word } from '../state/words'

type Of<Do extends Instruction['do']> = Extract<Instruction, { do: Do }>

/** Reads a module-level name; the witness hears of shared ones once threads run. */
export function readNameOperation(assembly: Assembly, pc: number, instruction: Of<'readName'>): Operation {
  const { program, layout, context } = assembly
  const place = namePlace(assembly, instruction.name)
  const whenUnbound = unboundName(assembly, instruction.name)
  const write = writerOf(assembly, pc, instruction.to)
  const raise = raiser(assembly, pc)
  const shared = program.names[instruction.name]?.shared === true
  const { line } = instruction.span
  return (state, base) => {
    const at = namesOf(layout, state, base)
    const kind = kindIn(place, state, at)
    if (kind === kindCodes.unbound && whenUnbound !== null) {
      if (shared) context.witness?.foundUnbound(context.thread, line, at + place.payloadAt)
      return raise(whenUnbound.kind, whenUnbound.message)
    }
    const payload = word(state, at + place.payloadAt)
    write(state, base, kind, payload)
    if (shared && word(state, header.started) === 1) context.witness?.read(context.thread, line, at + place.payloadAt, kind, payload)
    return pc + 1
  }
}

/** Binds a module-level name. */
export function writeNameOperation(assembly: Assembly, pc: number, instruction: Of<'writeName'>): Operation {
  const { program, layout, context } = assembly
  const place = namePlace(assembly, instruction.name)
  const read = readerOf(assembly, pc, instruction.value)
  const shared = program.names[instruction.name]?.shared === true
  const { line } = instruction.span
  return (state, base) => {
    const kind = read.kind(state, base)
    const payload = read.payload(state, base)
    const at = namesOf(layout, state, base)
    put(place, state, at, kind, payload)
    if (shared) context.witness?.written(context.thread, line, at + place.payloadAt, kind, payload)
    return pc + 1
  }
}

/** Prints a line. */
export function printOperation(assembly: Assembly, pc: number, { parts, stream, span }: Of<'print'>): Operation {
  const { pools, context } = assembly
  const make = textMaker(assembly, pc, parts)
  return (state, base) => {
    const text = make(state, base)
    state[header.output] = pools.printed(word(state, header.output), text, stream)
    context.witness?.printed(context.thread, span.line, text, stream)
    return pc + 1
  }
}
