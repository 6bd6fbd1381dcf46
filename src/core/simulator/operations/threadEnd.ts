import type { Program } from '../../program/program'
import { type Assembly, frameOf } from '../assembly'
import { header, ownership, threadBase, threadStatus, threadWord } from '../state/layout'
import { closePools } from './poolOperations'
import { word } from '../state/words'

/** Whether a thread has been started and has not ended. */
export function isAlive({ layout }: Pick<Assembly, 'layout'>, state: Int32Array, thread: number): boolean {
  const status = word(state, threadBase(layout, thread) + threadWord.status)
  return status >= threadStatus.ready && status <= threadStatus.held
}

/** Whether a thread is the main thread of a process of its own. */
export const isProcess = ({ layout }: Pick<Assembly, 'layout'>, state: Int32Array, thread: number): boolean =>
  layout.own >= 0 && word(state, threadBase(layout, thread) + layout.own) !== ownership.none

/** What a process that has ended ended with: 1 for an exception. */
export const exitCodeOf = ({ layout }: Pick<Assembly, 'layout'>, state: Int32Array, thread: number): number =>
  word(state, threadBase(layout, thread) + threadWord.failure) === 0 ? 0 : 1

/** Whether a thread that was not started may still be started by another than the one that asks. */
export const awaitsStart = (program: Program, state: Int32Array): boolean => program.startIsStep && word(state, header.started) === 1

/** Whether a thread is a daemon. */
export const isDaemon = ({ layout }: Pick<Assembly, 'layout'>, state: Int32Array, thread: number): boolean =>
  word(state, threadBase(layout, thread) + threadWord.daemon) === 1

/** Whether a thread lives, main aside, that is a daemon (or, asked so, that is none). */
export function someAlive(assembly: Pick<Assembly, 'layout'>, state: Int32Array, daemons: boolean): boolean {
  for (let thread = 1; thread < word(state, header.threads); thread++) {
    if (isAlive(assembly, state, thread) && isDaemon(assembly, state, thread) === daemons) return true
  }
  return false
}

/** Whether the thread that came to its end has to rest there, as ending is a step of its own; the step itself is forced. */
export function endsByStep({ program, context }: Pick<Assembly, 'program' | 'context'>): boolean {
  if (!program.endIsStep || context.thread === 0) return false
  const rests = !context.forced
  context.forced = false
  return rests
}

/**
 * Whether main has to wait at its end: while daemons live, leaving, which ends them, is a step; so is it where others live that may still start some. (CPython 3.12 alone
 * starts no thread once main has ended.) Processes start none.
 */
export function holdsMain(assembly: Pick<Assembly, 'layout' | 'program'>, state: Int32Array): boolean {
  if (someAlive(assembly, state, true)) return true
  if (assembly.layout.own >= 0) return false
  return assembly.program.code.some((instruction) => instruction.do === 'makeThread' && instruction.daemon !== null) && someAlive(assembly, state, false)
}

/** Ends a thread: nothing is left of its frames, but registers that the program keeps; it rests at the last instruction of its target. */
export function endThread({ program, layout, context }: Assembly, state: Int32Array, thread: number, target: number, line: number): void {
  const base = threadBase(layout, thread)
  state[base + threadWord.status] = threadStatus.ended
  state[base + threadWord.pc] = (program.functions[target]?.end ?? 1) - 1
  if (program.registersKept === true) for (const address of frameOf(layout.frames, target).temporaries) state[base + address] = 0
  else state.fill(0, base + layout.threadSize - layout.frames.size, base + layout.threadSize)
  if (thread === 0) {
    state.fill(0, layout.moduleFrame, base)
    closePools({ program, layout, context }, state, line)
  }
  if (isProcess({ layout }, state, thread)) {
    state.fill(0, base + layout.own + 1, base + layout.threadSize - layout.frames.size)
    state[base + layout.own] = ownership.made
  }
  context.stirred = true
  context.witness?.ended(thread, line)
}
