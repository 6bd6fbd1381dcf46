import type { Instruction } from '../../program/instruction'
import { type Assembly, type Operation, raiser } from '../assembly'
import { beginBarrierWait, endBarrierWait, mayArrive } from './barrierWait'
import { beginConditionWait, endConditionWait } from './conditionOperations'
import { beginEventWait, endEventWait } from './eventOperations'
import type { Gate } from './gate'
import { kindCodes, noMethod } from '../state/kindCodes'
import { readerOf } from '../state/reader'
import type { BeginWait, EndWait } from './waitHalves'

type Of<Do extends Instruction['do']> = Extract<Instruction, { do: Do }>

/** The first half of `wait()`, whatever it waits for. */
export function beginWaitOperation(assembly: Assembly, pc: number, instruction: Of<'beginWait'>): Operation {
  const read = readerOf(assembly, pc, instruction.object)
  const raise = raiser(assembly, pc)
  const begins = new Map<number, BeginWait>([
    [kindCodes.condition, beginConditionWait(assembly, pc, instruction)],
    [kindCodes.event, beginEventWait(assembly, pc, instruction)],
    [kindCodes.barrier, beginBarrierWait(assembly, pc, instruction)]
  ])
  return (state, base) => {
    const kind = read.kind(state, base)
    const begin = begins.get(kind)
    return begin === undefined ? raise('TypeError', noMethod(kind, 'wait')) : begin(state, base, read.payload(state, base))
  }
}

/** Whether a thread can begin to wait: only a barrier may keep it. */
export function beginWaitGate(assembly: Assembly, pc: number, { object }: Of<'beginWait'>): Gate {
  const read = readerOf(assembly, pc, object)
  return (state, base) => read.kind(state, base) !== kindCodes.barrier || mayArrive(assembly, state, read.payload(state, base))
}

function endsOf(assembly: Assembly, pc: number, instruction: Of<'endWait'>): ReadonlyMap<number, EndWait> {
  return new Map([
    [kindCodes.condition, endConditionWait(assembly, pc, instruction)],
    [kindCodes.event, endEventWait(assembly, pc, instruction)],
    [kindCodes.barrier, endBarrierWait(assembly, pc, instruction)]
  ])
}

/** The second half of `wait()`. */
export function endWaitOperation(assembly: Assembly, pc: number, instruction: Of<'endWait'>): Operation {
  const read = readerOf(assembly, pc, instruction.object)
  const ends = endsOf(assembly, pc, instruction)
  return (state, base) => {
    const end = ends.get(read.kind(state, base))
    if (end === undefined) throw new Error(`instruction ${pc} ends a wait that did not begin`)
    return end.go(state, base, read.payload(state, base))
  }
}

/** Whether a thread can end its wait, or give it up. */
export function endWaitGate(assembly: Assembly, pc: number, instruction: Of<'endWait'>): Gate {
  const read = readerOf(assembly, pc, instruction.object)
  const ends = endsOf(assembly, pc, instruction)
  return (state, base, thread) => ends.get(read.kind(state, base))?.isOpen(state, base, read.payload(state, base), thread) !== false
}
