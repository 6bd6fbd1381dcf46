import type { Instruction } from '../../program/instruction'
import { type Assembly, type Operation, outcome } from '../assembly'
import type { Gate } from './gate'
import { objectBase, threadWord } from '../state/layout'
import { barrierWord } from '../state/objectWords'
import { readerOf } from '../state/reader'
import { joinWaitSet, waitersOf, wakeAll } from './waitSet'
import { word } from '../state/words'

type Of<Do extends Instruction['do']> = Extract<Instruction, { do: Do }>

/** Comes to a barrier without phases: whoever is let go may come back before the others have left. */
export function arriveOperation(assembly: Assembly, pc: number, { barrier, passed, span }: Of<'arrive'>): Operation {
  const { layout, context } = assembly
  const read = readerOf(assembly, pc, barrier)
  return (state, base) => {
    const object = read.payload(state, base)
    context.witness?.arrived(context.thread, span.line, object)
    if (waitersOf(assembly, state, object).length + 1 === word(state, objectBase(layout, object) + barrierWord.parties)) {
      wakeAll(assembly, state, object, span.line)
      return passed
    }
    joinWaitSet(state, base, object)
    context.witness?.waitBegan(context.thread, span.line, object, null)
    return pc + 1
  }
}

/** Leaves it, let go by the last that came. */
export function leaveOperation(assembly: Assembly, pc: number, { barrier, span }: Of<'leave'>): Operation {
  const { context } = assembly
  const read = readerOf(assembly, pc, barrier)
  const isOpen = leaveGate()
  return (state, base) => {
    if (!isOpen(state, base, context.thread)) return outcome.blocked
    context.witness?.left(context.thread, span.line, read.payload(state, base))
    return pc + 1
  }
}

/** Whether a thread inside a barrier has been let go. */
export const leaveGate = (): Gate => (state, base) => word(state, base + threadWord.waits) === 0
