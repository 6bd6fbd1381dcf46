import type { Assembly } from '../assembly'
import { header, threadBase, threadWord } from '../state/layout'
import { word } from '../state/words'

/*
 * Wait sets: which thread waits in which is a word of the thread, so that a set has no order in which its threads came.
 */

/** The object in whose wait set a thread is, -1 when in none. */
export const waitsIn = ({ layout }: Pick<Assembly, 'layout'>, state: Int32Array, thread: number): number =>
  layout.waits ? word(state, threadBase(layout, thread) + threadWord.waits) - 1 : -1

/** Puts the running thread into an object's wait set. `base` is the thread's. */
export function joinWaitSet(state: Int32Array, base: number, object: number): void {
  state[base + threadWord.waits] = object + 1
}

/** Takes the running thread out of the wait set it is in, if any, and forgets that its time was over. `base` is the thread's. */
export function leaveWaitSet(state: Int32Array, base: number): void {
  state[base + threadWord.waits] = 0
  state[base + threadWord.expired] = 0
}

/** The threads in an object's wait set, ascending. */
export function waitersOf(assembly: Pick<Assembly, 'layout'>, state: Int32Array, object: number): number[] {
  const waiters: number[] = []
  for (let thread = 0; thread < word(state, header.threads); thread++) if (waitsIn(assembly, state, thread) === object) waiters.push(thread)
  return waiters
}

/** Takes a thread out of an object's wait set; the witness hears of it, unless the thread's time was over before. */
export function wake({ layout, context }: Pick<Assembly, 'layout' | 'context'>, state: Int32Array, object: number, thread: number, line: number): void {
  const base = threadBase(layout, thread)
  state[base + threadWord.waits] = 0
  if (word(state, base + threadWord.expired) === 0) context.witness?.woken(thread, line, object)
}

/** Takes all threads out of an object's wait set. */
export function wakeAll(assembly: Pick<Assembly, 'layout' | 'context'>, state: Int32Array, object: number, line: number): void {
  for (const thread of waitersOf(assembly, state, object)) wake(assembly, state, object, thread, line)
}
