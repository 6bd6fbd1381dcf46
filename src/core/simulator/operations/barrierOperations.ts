import type { Instruction } from '../../program/instruction'
import { type Assembly, type Operation, outcome, raiser } from '../assembly'
import { barrierPhase, leaveBarrier, phaseOf, turn } from './barrierPhase'
import type { Gate } from './gate'
import { newObject, tooMany, tooManyObjects } from '../state/heap'
import { identityOf } from '../state/identity'
import { isNumeric, kindCodes, noMethod, typeName } from '../state/kindCodes'
import { objectBase } from '../state/layout'
import { barrierWord } from '../state/objectWords'
import { readerOf, writerOf } from '../state/reader'
import { word } from '../state/words'

type Of<Do extends Instruction['do']> = Extract<Instruction, { do: Do }>

/** Makes a barrier that fills. */
export function makeBarrierOperation(assembly: Assembly, pc: number, { to, parties, action, site, span }: Of<'makeBarrier'>): Operation {
  const { layout, context } = assembly
  const count = readerOf(assembly, pc, parties)
  const called = action === null ? null : readerOf(assembly, pc, action)
  const write = writerOf(assembly, pc, to)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    if (tooMany(state, 'objects')) return raise.limit('RuntimeError', tooManyObjects)
    const kind = count.kind(state, base)
    // CPython up to 3.12 takes anything, and waits for ever
    if (!isNumeric(kind)) return raise('TypeError', `'<' not supported between instances of '${typeName(kind)}' and 'int'`)
    const barrier = newObject(assembly, state, identityOf(site))
    const words = objectBase(layout, barrier)
    state[words + barrierWord.parties] = count.payload(state, base)
    state[words + barrierWord.actionKind] = called === null ? kindCodes.none : called.kind(state, base)
    state[words + barrierWord.actionPayload] = called === null ? 0 : called.payload(state, base)
    write(state, base, kindCodes.barrier, barrier)
    context.witness?.made(context.thread, span.line, barrier)
    return pc + 1
  }
}

/** What the last to arrive has to call. */
export function barrierActionOperation(assembly: Assembly, pc: number, { to, barrier }: Of<'barrierAction'>): Operation {
  const read = readerOf(assembly, pc, barrier)
  const write = writerOf(assembly, pc, to)
  return (state, base) => {
    const words = objectBase(assembly.layout, read.payload(state, base))
    if (read.kind(state, base) !== kindCodes.barrier) write(state, base, kindCodes.none, 0)
    else write(state, base, word(state, words + barrierWord.actionKind), word(state, words + barrierWord.actionPayload))
    return pc + 1
  }
}

/** Behind the action: the barrier drains, and the last to arrive is the first to leave. Nothing for what is no barrier. */
export function tripBarrierOperation(assembly: Assembly, pc: number, { barrier, span }: Of<'tripBarrier'>): Operation {
  const read = readerOf(assembly, pc, barrier)
  return (state, base) => {
    const object = read.payload(state, base)
    if (read.kind(state, base) !== kindCodes.barrier || phaseOf(assembly, state, object) !== barrierPhase.acting + assembly.context.thread) return pc + 1
    if (word(state, objectBase(assembly.layout, object) + barrierWord.actionKind) !== kindCodes.none)
      assembly.context.witness?.woken(assembly.context.thread, span.line, object)
    turn(assembly, state, object, barrierPhase.draining, span.line)
    leaveBarrier(assembly, state, object, span.line)
    return pc + 1
  }
}

/** `barrier.abort()`, and what follows when the action raised: its caller leaves the broken barrier. */
export function abortBarrierOperation(assembly: Assembly, pc: number, { barrier, span }: Of<'abortBarrier' | 'resetBarrier'>): Operation {
  const { context } = assembly
  return onBarrier(assembly, pc, barrier, 'abort', (state, _base, object) => {
    const phase = phaseOf(assembly, state, object)
    const acted = phase === barrierPhase.acting + context.thread
    if (phase >= barrierPhase.acting && !acted) return outcome.blocked
    context.witness?.broken(context.thread, span.line, object)
    turn(assembly, state, object, barrierPhase.broken, span.line)
    if (acted) leaveBarrier(assembly, state, object, span.line)
    return pc + 1
  })
}

/** `barrier.reset()`: whoever is inside leaves with a BrokenBarrierError, unless it was draining. */
export function resetBarrierOperation(assembly: Assembly, pc: number, { barrier, span }: Of<'abortBarrier' | 'resetBarrier'>): Operation {
  const { layout, context } = assembly
  return onBarrier(assembly, pc, barrier, 'reset', (state, _base, object) => {
    const phase = phaseOf(assembly, state, object)
    if (phase >= barrierPhase.acting) return outcome.blocked
    const inside = word(state, objectBase(layout, object) + barrierWord.inside)
    context.witness?.cleared(context.thread, span.line, object)
    const next = inside === 0 ? barrierPhase.filling : phase === barrierPhase.draining ? barrierPhase.draining : barrierPhase.resetting
    turn(assembly, state, object, next, span.line)
    return pc + 1
  })
}

/** Whether a thread at an `abort` or `reset` gets at the barrier: not while another calls its action. */
export function barrierGate(assembly: Assembly, pc: number, instruction: Of<'abortBarrier' | 'resetBarrier'>): Gate {
  const read = readerOf(assembly, pc, instruction.barrier)
  return (state, base, thread) => {
    if (read.kind(state, base) !== kindCodes.barrier) return true
    const phase = phaseOf(assembly, state, read.payload(state, base))
    return phase < barrierPhase.acting || (instruction.do === 'abortBarrier' && phase === barrierPhase.acting + thread)
  }
}

/** `barrier.parties`, `barrier.n_waiting` (0 while it drains, as in CPython) and `barrier.broken`. */
export function barrierStateOperation(assembly: Assembly, pc: number, { to, barrier, ask, span }: Of<'barrierState'>): Operation {
  const write = writerOf(assembly, pc, to)
  return onBarrier(assembly, pc, barrier, ask, (state, base, object) => {
    const words = objectBase(assembly.layout, object)
    const phase = word(state, words + barrierWord.phase)
    assembly.context.witness?.asked(assembly.context.thread, span.line, object)
    const fills = phase === barrierPhase.filling || phase >= barrierPhase.acting
    if (ask === 'broken') write(state, base, kindCodes.bool, phase === barrierPhase.broken ? 1 : 0)
    else if (ask === 'parties') write(state, base, kindCodes.int, word(state, words + barrierWord.parties))
    else write(state, base, kindCodes.int, fills ? word(state, words + barrierWord.inside) : 0)
    return pc + 1
  })
}

function onBarrier(
  assembly: Assembly,
  pc: number,
  barrier: Of<'barrierState'>['barrier'],
  method: string,
  act: (state: Int32Array, base: number, object: number) => number
): Operation {
  const read = readerOf(assembly, pc, barrier)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    const kind = read.kind(state, base)
    return kind === kindCodes.barrier ? act(state, base, read.payload(state, base)) : raise('TypeError', noMethod(kind, method))
  }
}
