import type { Operand } from '../program/instruction'
import { type Assembly, instructionAt } from './assembly'
import { kindCodes } from './kindCodes'
import { threadBase, threadStatus, threadWord } from './layout'
import { acquireGate } from './lockOperations'
import { readerOf } from './reader'
import { awaitsStart, someAlive } from './threadEnd'
import { word } from './words'

/** Whether a thread that rests at an instruction can go on: take its step, or (at a join, or at main's end) go on freely. `base` is the thread's. */
export type Gate = (state: Int32Array, base: number, thread: number) => boolean

/** The gate of an instruction that can hold a thread, or null. */
export function gateOf(assembly: Assembly, pc: number): Gate | null {
  const instruction = instructionAt(assembly.program, pc)
  if (instruction.do === 'acquire') return acquireGate(assembly, pc, instruction)
  if (instruction.do === 'join') return joinGate(assembly, pc, instruction.thread)
  return instruction.do === 'end' ? (state) => !someAlive(assembly, state, true) : null
}

function joinGate(assembly: Assembly, pc: number, thread: Operand): Gate {
  const read = readerOf(assembly, pc, thread)
  return (state, base, joiner) => {
    if (read.kind(state, base) !== kindCodes.thread) return true
    const target = read.payload(state, base)
    // a thread that joins itself goes on, to its exception
    const status = word(state, threadBase(assembly.layout, target) + threadWord.status)
    return target === joiner || status === threadStatus.ended || (status === threadStatus.created && !awaitsStart(assembly.program, state))
  }
}
