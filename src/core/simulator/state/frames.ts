import type { FunctionCode, Program } from '../../program/program'
import { livenessOf } from './liveness'
import { onlyKind, type Place, placeAt, placeWidth } from './place'

/** One function's frame; addresses count from the thread's base. */
export interface Frame {
  /** Address of its first word, which holds the instruction that called it + 1, or 0 at the bottom of a thread. */
  readonly start: number
  readonly size: number
  readonly registers: readonly Place[]
  /** For each register whether a path may read it before it is bound: reading is an UnboundLocalError then. */
  readonly maybeUnbound: readonly boolean[]
  /** Words that are zero wherever a thread rests: of temporaries, where registers with a name are kept. */
  readonly temporaries: readonly number[]
  /** Words that no longer matter to a thread that rests before the instruction at `pc`. */
  deadBefore(pc: number): readonly number[]
  /** Words that no longer matter to the caller inside the call at `pc`. */
  deadDuring(pc: number): readonly number[]
}

/** The frames of all functions. Frames that can never be in use together share words, as in a compiler without recursion. */
export interface Frames {
  readonly of: readonly Frame[]
  /** Words of the module body's frame, which stands in front of thread 0's slot: its addresses are negative. */
  readonly moduleSize: number
  /** Words of the others, in each thread's slot. */
  readonly size: number
}

/** Lays out frames. `origin` is the first address after the words at the start of a thread's slot. */
export function framesOf(program: Program, handlers: readonly number[], origin: number): Frames {
  const bodies = program.functions.map((code) => frameBody(program, code, handlers))
  const starts = program.functions.map(() => origin)
  const endOf = (number: number): number => (number === 0 ? origin : (starts[number] ?? origin) + (bodies[number]?.size ?? 0))
  // a callee lies behind every caller of it; without recursion as many rounds as there are functions settle it
  for (const _ of program.functions) {
    program.functions.forEach(({ calls }, caller) => {
      for (const callee of calls) starts[callee] = Math.max(starts[callee] ?? origin, endOf(caller))
    })
  }
  const moduleSize = bodies[0]?.size ?? 0
  starts[0] = -moduleSize
  const frames = bodies.map((body, number) => body.at(starts[number] ?? origin))
  return { of: frames, moduleSize, size: Math.max(origin, ...frames.slice(1).map(({ start, size }) => start + size)) - origin }
}

interface FrameBody {
  readonly size: number
  at(start: number): Frame
}

function frameBody(program: Program, code: FunctionCode, handlers: readonly number[]): FrameBody {
  const liveness = livenessOf(program, code, handlers)
  const maybeUnbound = code.registers.map(({ kinds }) => kinds.has('unbound'))
  const fixed = code.registers.map(({ kinds }) => onlyKind(kinds))
  const kept = program.registersKept === true ? code.registers.reduce((bits, { name }, bit) => (name === '' ? bits : bits | (1n << BigInt(bit))), 0n) : 0n
  const size = 1 + fixed.reduce((words, kind) => words + placeWidth(kind), 0)

  function at(start: number): Frame {
    let address = start + 1
    const registers = fixed.map((kind) => {
      address += placeWidth(kind)
      return placeAt(address - placeWidth(kind), kind)
    })
    const words = registers.map((place) => (place.kind < 0 ? [place.kindAt, place.payloadAt] : [place.payloadAt]))
    const dead = (live: bigint): readonly number[] => words.flatMap((some, bit) => ((live & (1n << BigInt(bit))) === 0n ? some : []))
    return {
      start,
      size,
      registers,
      maybeUnbound,
      temporaries: dead(kept),
      deadBefore: (pc) => dead(liveness.before(pc) | kept),
      deadDuring: (pc) => dead(liveness.during(pc) | kept)
    }
  }
  return { size, at }
}
