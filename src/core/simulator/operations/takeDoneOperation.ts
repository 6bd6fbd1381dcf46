import type { Instruction } from '../../program/instruction'
import { type Assembly, type Operation, outcome } from '../assembly'
import type { Gate, Ways } from './gate'
import { elementAddress, eventOf, listLength, setElement } from '../state/heap'
import { kindCodes } from '../state/kindCodes'
import { objectBase, threadBase, threadWord } from '../state/layout'
import { eventWord } from '../state/objectWords'
import { readerOf, writerOf } from '../state/reader'
import { timeoutReader } from './timeouts'
import { word } from '../state/words'

type TakeDone = Extract<Instruction, { do: 'takeDone' }>

/** A future that is left, by its place in the list and its event. */
interface Left {
  readonly index: number
  readonly event: number
  readonly isDone: boolean
}

/**
 * Takes one of those futures that are done: way k takes the k-th of them. With a timeout it never waits, as how long others take is theirs to choose; it gives
 * up where none is done.
 */
export function takeDoneOperation(assembly: Assembly, pc: number, instruction: TakeDone): Operation {
  const { context } = assembly
  const { to, timeout, span } = instruction
  const left = leftReader(assembly, pc, instruction)
  const taken = readerOf(assembly, pc, instruction.taken)
  const seconds = timeoutReader(assembly, pc, timeout)
  const write = to === null ? null : writerOf(assembly, pc, to)
  return (state, base) => {
    const all = left(state, base)
    const done = all.filter(({ isDone }) => isDone)
    const chosen = done[context.choice]
    const patience = seconds(state, base)
    if (chosen === undefined && patience === null) return outcome.blocked
    // whether others are done decides which ways there are
    for (const { event } of all) context.witness?.asked(context.thread, span.line, event)
    if (chosen === undefined) {
      const [first] = all
      context.witness?.waitBegan(context.thread, span.line, first?.event ?? 0, patience, all.length > 1)
      context.witness?.timedOut(context.thread, span.line, first?.event ?? 0)
      write?.(state, base, kindCodes.int, -1)
      return pc + 1
    }
    context.witness?.woken(context.thread, span.line, chosen.event)
    if (write === null) return pc + 1
    setElement(assembly, state, taken.payload(state, base), chosen.index, kindCodes.int, 1)
    write(state, base, kindCodes.int, chosen.index)
    return pc + 1
  }
}

/** Opens when a future is done. */
export function takeDoneGate(assembly: Assembly, pc: number, instruction: TakeDone): Gate {
  const left = leftReader(assembly, pc, instruction)
  const seconds = timeoutReader(assembly, pc, instruction.timeout)
  return (state, base) => seconds(state, base) !== null || left(state, base).some(({ isDone }) => isDone)
}

/** As many ways as there are futures to take; one where none is asked for, or the time is over. */
export function takeDoneWays(assembly: Assembly, pc: number, instruction: TakeDone): Ways {
  const left = leftReader(assembly, pc, instruction)
  return (state, base) => (instruction.to === null ? 1 : Math.max(1, left(state, base).filter(({ isDone }) => isDone).length))
}

/** The future that a way takes; null where the time is over. */
export function takenBy(assembly: Assembly, pc: number, instruction: TakeDone, state: Int32Array, base: number, choice: number): number | null {
  return leftReader(assembly, pc, instruction)(state, base).filter(({ isDone }) => isDone)[choice]?.event ?? null
}

/** The first of the futures that are done for a thread that waits for any of several; null for others. */
export function doneFor(assembly: Assembly, state: Int32Array, thread: number): number | null {
  const base = threadBase(assembly.layout, thread)
  const pc = word(state, base + threadWord.pc)
  const instruction = assembly.program.code[pc]
  return instruction?.do === 'takeDone' ? takenBy(assembly, pc, instruction, state, base, 0) : null
}

/** The futures that are left, by their events. */
export const leftOf = (assembly: Assembly, pc: number, instruction: TakeDone, state: Int32Array, base: number): number[] =>
  leftReader(assembly, pc, instruction)(state, base).map(({ event }) => event)

function leftReader(assembly: Assembly, pc: number, { futures, taken }: TakeDone): (state: Int32Array, base: number) => Left[] {
  const [all, marks] = [readerOf(assembly, pc, futures), readerOf(assembly, pc, taken)]
  return (state, base) => {
    const [list, marked] = [all.payload(state, base), marks.payload(state, base)]
    const left: Left[] = []
    for (let index = 0; index < listLength(assembly, state, list); index++) {
      if (word(state, elementAddress(assembly, state, marked, index)) !== 0) continue
      const event = eventOf(assembly, state, word(state, elementAddress(assembly, state, list, index)))
      left.push({ index, event, isDone: word(state, objectBase(assembly.layout, event) + eventWord.flag) === 1 })
    }
    return left
  }
}
