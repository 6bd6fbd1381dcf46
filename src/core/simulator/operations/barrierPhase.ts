import type { Assembly } from '../assembly'
import { objectBase } from '../state/layout'
import { barrierWord } from '../state/objectWords'
import { wakeAll } from './waitSet'
import { word } from '../state/words'

/*
 * A barrier goes round as CPython's: it fills; the last to arrive calls the action while nobody else gets at the barrier; then it drains, and whoever comes
 * back too early has to wait until the last has left. Broken, it lets nobody through until it is reset; a reset barrier drains first.
 *
 *   filling → acting → draining → filling            filling, acting, draining → broken → resetting → filling
 */

/** Values of a barrier's phase word; `acting` + the number of the thread that calls the action. */
export const barrierPhase = { filling: 0, draining: 1, resetting: 2, broken: 3, acting: 4 } as const

/** The phase of a barrier. */
export const phaseOf = ({ layout }: Pick<Assembly, 'layout'>, state: Int32Array, barrier: number): number =>
  word(state, objectBase(layout, barrier) + barrierWord.phase)

/** Changes the phase of a barrier; all in its wait set go on, to find out. */
export function turn(assembly: Pick<Assembly, 'layout' | 'context'>, state: Int32Array, barrier: number, phase: number, line: number): void {
  state[objectBase(assembly.layout, barrier) + barrierWord.phase] = phase
  wakeAll(assembly, state, barrier, line)
}

/** The running thread leaves a barrier; the last to leave makes it fill again, unless it is broken. */
export function leaveBarrier({ layout, context }: Pick<Assembly, 'layout' | 'context'>, state: Int32Array, barrier: number, line: number): void {
  const base = objectBase(layout, barrier)
  const inside = word(state, base + barrierWord.inside) - 1
  state[base + barrierWord.inside] = inside
  const phase = word(state, base + barrierWord.phase)
  if (inside === 0 && (phase === barrierPhase.draining || phase === barrierPhase.resetting)) state[base + barrierWord.phase] = barrierPhase.filling
  context.witness?.left(context.thread, line, barrier)
}
