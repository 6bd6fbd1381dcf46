import type { Instruction } from '../../program/instruction'
import type { Program } from '../../program/program'
import type { Assembly, Operation } from '../assembly'
import type { Ways } from './gate'
import { siteOf } from '../state/identity'
import { kindCodes } from '../state/kindCodes'
import { header, objectBase } from '../state/layout'
import { claimed, closed, eventWord, lockWord, queueWord } from '../state/objectWords'
import { readerOf, writerOf } from '../state/reader'
import { word } from '../state/words'

type Of<Do extends Instruction['do']> = Extract<Instruction, { do: Do }>
type Known = Pick<Assembly, 'program' | 'layout'>

/** Whether a program makes pools. */
export const hasPools = (program: Program): boolean => program.sites.some(({ role }) => role === 'pool')

/** Visits the queues of all pools. */
export function eachPool({ program, layout }: Known, state: Int32Array, visit: (queue: number) => void): void {
  if (!hasPools(program)) return
  for (let object = 0; object < word(state, header.objects); object++) {
    const identity = word(state, objectBase(layout, object) + lockWord.identity)
    if (identity >= 0 && program.sites[siteOf(program, identity)]?.role === 'pool') visit(object)
  }
}

/** Why a queue takes nothing any more (`closed`), 0 when it does. */
export function closingOf({ program, layout }: Known, state: Int32Array, queue: number): number {
  return hasPools(program) && isPool({ program, layout }, state, queue) ? word(state, objectBase(layout, queue) + queueWord.closed) : 0
}

function isPool({ program, layout }: Known, state: Int32Array, queue: number): boolean {
  return program.sites[siteOf(program, word(state, objectBase(layout, queue) + lockWord.identity))]?.role === 'pool'
}

/** The end of main: no pool takes work any more, as in CPython since 3.9. */
export function closePools(assembly: Pick<Assembly, 'program' | 'layout' | 'context'>, state: Int32Array, line: number): void {
  const { layout, context } = assembly
  eachPool(assembly, state, (queue) => {
    if (word(state, objectBase(layout, queue) + queueWord.closed) === 0) close({ layout, context }, state, queue, closed.mainEnded, line)
    else context.witness?.asked(context.thread, line, queue)
  })
}

function close({ layout, context }: Pick<Assembly, 'layout' | 'context'>, state: Int32Array, queue: number, why: number, line: number): void {
  state[objectBase(layout, queue) + queueWord.closed] = why
  context.witness?.set(context.thread, line, queue)
}

/** `shutdown`. */
export function closeQueueOperation(assembly: Assembly, pc: number, { queue, span }: Of<'closeQueue'>): Operation {
  const { layout, context } = assembly
  const read = readerOf(assembly, pc, queue)
  return (state, base) => {
    const object = read.payload(state, base)
    close({ layout, context }, state, object, closed.shutdown, span.line)
    return pc + 1
  }
}

/** Whether one more worker is to be started, and its number. */
export function claimWorkerOperation(assembly: Assembly, pc: number, { to, queue, most, span }: Of<'claimWorker'>): Operation {
  const { layout, context } = assembly
  const [read, limit] = [readerOf(assembly, pc, queue), readerOf(assembly, pc, most)]
  const write = writerOf(assembly, pc, to)
  return (state, base) => {
    const object = read.payload(state, base)
    const address = objectBase(layout, object) + queueWord.workers
    const workers = word(state, address)
    const isFree = workers < limit.payload(state, base)
    if (isFree) state[address] = workers + 1
    context.witness?.asked(context.thread, span.line, object)
    write(state, base, kindCodes.int, isFree ? workers : -1)
    return pc + 1
  }
}

/** Begins or drops a future's work, if nobody has done either. */
export function claimWorkOperation(assembly: Assembly, pc: number, { to, future, purpose, span }: Of<'claimWork'>): Operation {
  const { layout, context } = assembly
  const read = readerOf(assembly, pc, future)
  const write = writerOf(assembly, pc, to)
  return (state, base) => {
    const event = read.payload(state, base)
    const address = objectBase(layout, event) + eventWord.claim
    const before = word(state, address)
    const isSent = before === 0 && context.choice === 1
    const isFree = (before === 0 && !isSent) || (purpose === 'run' && before === claimed.sent)
    if (isSent) state[address] = claimed.sent
    else if (isFree) state[address] = claimed[purpose]
    context.witness?.asked(context.thread, span.line, event)
    write(state, base, kindCodes.bool, isFree || (purpose === 'cancel' && before === claimed.cancel) ? 1 : 0)
    return pc + 1
  }
}

/** Two ways where work may be on its way to a process: it is dropped, or it was sent. */
export function claimWays(assembly: Assembly, pc: number, { future, travels = false }: Of<'claimWork'>): Ways | null {
  if (!travels) return null
  const read = readerOf(assembly, pc, future)
  return (state, base) => (word(state, objectBase(assembly.layout, read.payload(state, base)) + eventWord.claim) === 0 ? 2 : 1)
}

/** Tells that a worker begins or ends a future's work. */
export function workOperation(assembly: Assembly, pc: number, { do: what, future, name, span }: Of<'workBegan' | 'workEnded'>): Operation {
  const { context } = assembly
  const read = readerOf(assembly, pc, future)
  return (state, base) => {
    if (what === 'workBegan') context.witness?.workBegan(context.thread, span.line, read.payload(state, base), name)
    else context.witness?.workEnded(context.thread, span.line, read.payload(state, base))
    return pc + 1
  }
}
