import type { Instruction } from '../program/instruction'
import type { Program } from '../program/program'
import type { Frame, Frames } from './state/frames'
import type { Layout } from './state/layout'
import type { Pools } from './state/pools'
import type { Witness } from './telling/witness'

/** What changes from step to step and is no part of the state: set before an operation runs, read by it or left by it. */
export interface Context {
  /** The state that is worked on, for the witness. */
  state: Int32Array
  /** The thread that runs. */
  thread: number
  witness: Witness | null
  /** Which of the ways the step goes, from 0. */
  choice: number
  /** Number of the exception that the last operation raised. */
  exception: number
  /**
   * Whether the thread is to go on where it would else rest: main leaving its daemons, a join of a thread that was never started, an end that is a step.
   * Whoever uses it clears it.
   */
  forced: boolean
  /** Whether some thread was started or ended, so that others may go on freely. */
  stirred: boolean
}

/** What operations are made of. */
export interface Assembly {
  readonly program: Program
  readonly layout: Layout
  readonly pools: Pools
  readonly context: Context
  /** For each call, by its number, how its result is put where the caller wants it. */
  readonly results: Map<number, Writer>
}

/** Puts a value into a register, or nowhere. */
export type Writer = (state: Int32Array, base: number, kind: number, payload: number) => void

/** An instruction made runnable: gives the next instruction's number, or one of `outcome`. `base` is the address of the running thread's slot. */
export type Operation = (state: Int32Array, base: number) => number

/** What an operation gives when the thread does not simply go on. */
export const outcome = {
  /** An exception, `context.exception`. */
  raised: -1,
  /** It cannot go on now; nothing was changed. */
  blocked: -2,
  /** The thread has ended. */
  ended: -3,
  /** It has nothing left to do, and its end is a step of its own: it rests there. */
  ending: -4,
  /** Past all handlers: a limit of the lab, `context.exception`, ends the thread. */
  stopped: -5
} as const

/** The number of the function that an instruction belongs to. */
export function functionAt(program: Program, pc: number): number {
  const number = program.functions.findIndex(({ entry, end }) => entry <= pc && pc < end)
  if (number < 0) throw new Error(`instruction ${pc} belongs to no function`)
  return number
}

/** The frame of a function. */
export function frameOf(frames: Frames, number: number): Frame {
  const frame = frames.of[number]
  if (frame === undefined) throw new Error(`no function ${number}`)
  return frame
}

/** The instruction with a number. */
export function instructionAt(program: Program, pc: number): Instruction {
  const instruction = program.code[pc]
  if (instruction === undefined) throw new Error(`no instruction ${pc}`)
  return instruction
}

/** Raises an exception at an instruction: leaves it in the context and gives `outcome.raised`. */
export interface Raise {
  (kind: string, message: string): number
  /** The same for a limit of the lab, which is no exception of the program: no handler gets to see it. */
  readonly limit: (kind: 'OverflowError' | 'RuntimeError', message: string) => number
}

/** How an instruction raises. */
export function raiser({ program, pools, context }: Assembly, pc: number): Raise {
  const { line } = instructionAt(program, pc).span
  const leave = (kind: string, message: string): void => {
    context.exception = pools.exceptionId(kind, message, line)
  }
  const raise = (kind: string, message: string): number => {
    leave(kind, message)
    return outcome.raised
  }
  const limit = (kind: string, message: string): number => {
    leave(kind, message)
    return outcome.stopped
  }
  return Object.assign(raise, { limit })
}
