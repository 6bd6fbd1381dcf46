import type { Instruction } from '../../program/instruction'
import { type Assembly, outcome, raiser } from '../assembly'
import { barrierPhase, leaveBarrier, phaseOf, turn } from './barrierPhase'
import { kindCodes } from '../state/kindCodes'
import { objectBase, threadWord } from '../state/layout'
import { barrierWord } from '../state/objectWords'
import { writerOf } from '../state/reader'
import { timeoutReader } from './timeouts'
import type { BeginWait, EndWait } from './waitHalves'
import { joinWaitSet, leaveWaitSet } from './waitSet'
import { word } from '../state/words'

type Of<Do extends Instruction['do']> = Extract<Instruction, { do: Do }>

/** Whether a thread that comes to a barrier can arrive, or hear that it is broken; it cannot while the last round drains or its action runs. */
export function mayArrive(assembly: Assembly, state: Int32Array, barrier: number): boolean {
  const phase = phaseOf(assembly, state, barrier)
  return phase === barrierPhase.filling || phase === barrierPhase.broken
}

/** Arrival: into the wait set, or for the last one on to the action, with the barrier to itself. */
export function beginBarrierWait(assembly: Assembly, pc: number, { to, timeout, passed, span }: Of<'beginWait'>): BeginWait {
  const { layout, context } = assembly
  const write = writerOf(assembly, pc, to)
  const raise = raiser(assembly, pc)
  const seconds = timeoutReader(assembly, pc, timeout)
  return (state, base, barrier) => {
    if (!mayArrive(assembly, state, barrier)) return outcome.blocked
    context.witness?.asked(context.thread, span.line, barrier)
    if (phaseOf(assembly, state, barrier) === barrierPhase.broken) return raise('BrokenBarrierError', '')
    const words = objectBase(layout, barrier)
    const index = word(state, words + barrierWord.inside)
    state[words + barrierWord.inside] = index + 1
    write(state, base, kindCodes.int, index)
    context.witness?.arrived(context.thread, span.line, barrier)
    if (index + 1 === word(state, words + barrierWord.parties)) {
      state[words + barrierWord.phase] = barrierPhase.acting + context.thread
      return passed
    }
    joinWaitSet(state, base, barrier)
    context.witness?.waitBegan(context.thread, span.line, barrier, seconds(state, base))
    return pc + 1
  }
}

/** Leaving: through, or with a BrokenBarrierError. Giving up breaks the barrier; nobody can while the action runs. */
export function endBarrierWait(assembly: Assembly, pc: number, { timed, span }: Of<'endWait'>): EndWait {
  const { context } = assembly
  const raise = raiser(assembly, pc)
  const isWaiting = (state: Int32Array, base: number): boolean => word(state, base + threadWord.waits) !== 0
  const isOpen = (state: Int32Array, base: number, barrier: number): boolean =>
    !isWaiting(state, base) || (timed && phaseOf(assembly, state, barrier) === barrierPhase.filling)

  function giveUp(state: Int32Array, base: number, barrier: number): void {
    context.witness?.timedOut(context.thread, span.line, barrier)
    context.witness?.broken(context.thread, span.line, barrier)
    leaveWaitSet(state, base)
    turn(assembly, state, barrier, barrierPhase.broken, span.line)
  }

  return {
    isOpen,
    go(state, base, barrier) {
      if (!isOpen(state, base, barrier)) return outcome.blocked
      if (isWaiting(state, base)) giveUp(state, base, barrier)
      const phase = phaseOf(assembly, state, barrier)
      leaveBarrier(assembly, state, barrier, span.line)
      return phase === barrierPhase.draining ? pc + 1 : raise('BrokenBarrierError', '')
    }
  }
}
