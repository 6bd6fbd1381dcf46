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
  switch (instruction.do) {
    case 'acquire':
      return acquireGate(assembly, pc, instruction)
    case 'join': {
      const read = readerOf(assembly, pc, instruction.thread)
      return (state, base, thread) => {
        if (read.kind(state, base) !== kindCodes.thread) return true
        const target = read.payload(state, base)
        // a thread that joins itself, or one that was never started, goes on: to its exception
        const status = word(state, threadBase(assembly.layout, target) + threadWord.status)
        return target === thread || status === threadStatus.ended || (status === threadStatus.created && !awaitsStart(assembly.program, state))
      }
    }
    case 'end':
      return (state) => !someAlive(assembly, state, true)
    default:
      return null
  }
}
