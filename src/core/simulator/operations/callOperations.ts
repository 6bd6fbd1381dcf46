import type { Instruction } from '../../program/instruction'
import type { FunctionCode } from '../../program/program'
import { type Assembly, frameOf, functionAt, type Operation, outcome, raiser } from '../assembly'
import { kindCodes, typeName } from '../state/kindCodes'
import { put } from '../state/place'
import { type Reader, readerOf, writerOf } from '../state/reader'
import { endsByStep, endThread } from './threadEnd'
import { word } from '../state/words'

type Of<Do extends Instruction['do']> = Extract<Instruction, { do: Do }>

/** CPython's message when a function is called with so many arguments by position, or null when it takes them. */
export function arityFault({ name, parameters, defaults, registers }: FunctionCode, given: number): string | null {
  const required = Array.from({ length: parameters }, (_, index) => index).filter((index) => (defaults[index] ?? null) === null)
  if (given > parameters) {
    const takes = required.length === parameters ? `${parameters}` : `from ${required.length} to ${parameters}`
    return `${name}() takes ${takes} positional argument${takes === '1' ? '' : 's'} but ${given} ${given === 1 ? 'was' : 'were'} given`
  }
  const missing = required.filter((index) => index >= given).map((index) => `'${registers[index]?.name}'`)
  if (missing.length === 0) return null
  const last = missing[missing.length - 1] ?? ''
  const list = missing.length < 3 ? missing.join(' and ') : `${missing.slice(0, -1).join(', ')}, and ${last}`
  return `${name}() missing ${missing.length} required positional argument${missing.length === 1 ? '' : 's'}: ${list}`
}

/** Puts arguments, read with one base, into the parameters of a function in the frames of another (or the same) base. */
export type PassArguments = (state: Int32Array, readBase: number, writeBase: number) => void

/** How a function gets these arguments, and its defaults for the others. */
export function argumentPasser(assembly: Assembly, pc: number, target: number, readers: readonly Reader[]): PassArguments {
  const { registers } = frameOf(assembly.layout.frames, target)
  const defaults = assembly.program.functions[target]?.defaults ?? []
  const parameters = registers.slice(0, assembly.program.functions[target]?.parameters ?? 0).map((place, index) => {
    const constant = defaults[index]
    const reader = readers[index] ?? (constant ? readerOf(assembly, pc, { from: 'constant', constant }) : null)
    return reader === null ? null : { place, reader }
  })
  return (state, readBase, writeBase) => {
    for (const parameter of parameters) {
      if (parameter === null) continue
      const { place, reader } = parameter
      put(place, state, writeBase, reader.kind(state, readBase), reader.payload(state, readBase))
    }
  }
}

/** A call: the caller's words that no longer matter are zeroed, as the thread may rest inside. */
export function callOperation(assembly: Assembly, pc: number, instruction: Of<'call'>): Operation {
  const { program, layout } = assembly
  const target = readerOf(assembly, pc, instruction.target)
  const readers = instruction.arguments.map((operand) => readerOf(assembly, pc, operand))
  assembly.results.set(pc, writerOf(assembly, pc, instruction.to))
  const raise = raiser(assembly, pc)
  const dead = frameOf(layout.frames, functionAt(program, pc)).deadDuring(pc)
  const entries = program.functions.map((code, number) => ({
    entry: code.entry,
    start: frameOf(layout.frames, number).start,
    fault: arityFault(code, readers.length),
    pass: argumentPasser(assembly, pc, number, readers)
  }))
  return (state, base) => {
    const kind = target.kind(state, base)
    const callee = kind === kindCodes.function ? entries[target.payload(state, base)] : undefined
    if (callee === undefined) return raise('TypeError', `'${typeName(kind)}' object is not callable`)
    if (callee.fault !== null) return raise('TypeError', callee.fault)
    callee.pass(state, base, base)
    state[base + callee.start] = pc + 1
    for (const address of dead) state[base + address] = 0
    return callee.entry
  }
}

/** A return: to the caller, or to the end of the thread. */
export function returnOperation(assembly: Assembly, pc: number, { value, span }: Of<'return'>): Operation {
  const { program, layout, context } = assembly
  const number = functionAt(program, pc)
  const frame = frameOf(layout.frames, number)
  const read = readerOf(assembly, pc, value)
  return (state, base) => {
    const caller = word(state, base + frame.start) - 1
    if (caller < 0) {
      if (endsByStep(assembly)) return outcome.ending
      endThread(assembly, state, context.thread, number, span.line)
      return outcome.ended
    }
    const kind = read.kind(state, base)
    const payload = read.payload(state, base)
    leaveFrame(state, base, frame.start, frame.size)
    assembly.results.get(caller)?.(state, base, kind, payload)
    return caller + 1
  }
}

/** Zeroes a frame that is left. A loop, as `fill` costs a call into the engine for a handful of words. */
export function leaveFrame(state: Int32Array, base: number, start: number, size: number): void {
  for (let address = base + start; address < base + start + size; address++) state[address] = 0
}
