import type { Operand } from '../../program/instruction'
import { type Assembly, functionAt, instructionAt } from '../assembly'
import { leaveGate } from './arrivalOperations'
import { barrierGate } from './barrierOperations'
import { chooseWays } from './chooseOperation'
import { awaitGate } from './formulaOperations'
import type { Gate, Ways } from './gate'
import { lookUp } from './instructionTable'
import { kindCodes } from '../state/kindCodes'
import { threadBase, threadStatus, threadWord } from '../state/layout'
import { acquireGate, tryAcquireGate } from './lockOperations'
import { notifyWays } from './notifyOperation'
import { claimWays } from './poolOperations'
import { queueGate } from './queueOperations'
import { readerOf } from '../state/reader'
import { acquireForGate } from './rwlockOperations'
import { awaitsStart, holdsMain } from './threadEnd'
import { takeDoneGate, takeDoneWays } from './takeDoneOperation'
import { awaitEndGate } from './threadOperations'
import { beginWaitGate, endWaitGate } from './waitOperations'
import { word } from '../state/words'

/** The gate of an instruction that can hold a thread, or null. */
export function gateOf(assembly: Assembly, pc: number): Gate | null {
  const instruction = instructionAt(assembly.program, pc)
  const isMain = functionAt(assembly.program, pc) === 0
  const gate = lookUp<Gate | null>(
    {
      acquire: (acquire) => acquireGate(assembly, pc, acquire),
      tryAcquire: (acquire) => tryAcquireGate(assembly, pc, acquire),
      join: ({ thread, timeout }) => (timeout === null ? joinGate(assembly, pc, thread) : null),
      end: () => (isMain ? (state) => !holdsMain(assembly, state) : null),
      awaitEnd: (end) => awaitEndGate(assembly, pc, end),
      await: (wait) => awaitGate(assembly, pc, wait),
      acquireFor: (acquire) => acquireForGate(assembly, pc, acquire),
      leave: () => leaveGate(),
      beginWait: (begin) => beginWaitGate(assembly, pc, begin),
      endWait: (end) => endWaitGate(assembly, pc, end),
      abortBarrier: (abort) => barrierGate(assembly, pc, abort),
      resetBarrier: (reset) => barrierGate(assembly, pc, reset),
      put: (put) => queueGate(assembly, pc, put),
      get: (get) => queueGate(assembly, pc, get),
      joinQueue: (join) => queueGate(assembly, pc, join),
      takeDone: (take) => takeDoneGate(assembly, pc, take)
    },
    instruction
  )
  return gate ?? null
}

/** In how many ways an instruction's step can go, or null where there is only one. */
export function waysOf(assembly: Assembly, pc: number): Ways | null {
  const instruction = instructionAt(assembly.program, pc)
  if (instruction.do === 'notify') return notifyWays(assembly, pc, instruction)
  if (instruction.do === 'claimWork') return claimWays(assembly, pc, instruction)
  if (instruction.do === 'takeDone') return takeDoneWays(assembly, pc, instruction)
  return instruction.do === 'choose' ? chooseWays(assembly, pc, instruction) : null
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
