import type { ThreadId } from '../trace/ids'
import { threadId } from '../trace/ids'
import type { Machine } from './assemble'
import { instructionAt } from './assembly'
import { header, threadBase, threadStatus, threadWord } from './state/layout'
import { endIfDying, runOn, settle } from './progress'
import { readerOf } from './state/reader'
import { isAlive, someAlive } from './operations/threadEnd'
import type { Witness } from './telling/witness'
import { word } from './state/words'

/** The instruction that a thread rests at. */
export const restsAt = (machine: Machine, state: Int32Array, thread: number): number => word(state, threadBase(machine.layout, thread) + threadWord.pc)

/** Whether a thread can take a step in a state. */
export function isEnabled(machine: Machine, state: Int32Array, thread: number): boolean {
  const base = threadBase(machine.layout, thread)
  const status = word(state, base + threadWord.status)
  if (status !== threadStatus.live) return status === threadStatus.held && canBeForced(machine, state, base, word(state, base + threadWord.pc))
  const pc = word(state, base + threadWord.pc)
  const gate = machine.gates[pc]
  return gate === null || gate === undefined || gate(state, base, thread)
}

// instructions that are a step only in some states
function canBeForced(machine: Machine, state: Int32Array, base: number, pc: number): boolean {
  const instruction = instructionAt(machine.program, pc)
  // at main's end with daemons alive: leaving is a step, once only they are left; daemons that are processes are ended before anybody waits for the others
  if (instruction.do === 'end') return machine.layout.own >= 0 || !someAlive(machine, state, false)
  if (instruction.do !== 'join' || !machine.program.startIsStep) return false
  // before a join of a thread that was not started yet: the exception comes with a step
  const target = readerOf(machine, pc, instruction.thread).payload(state, base)
  return word(state, threadBase(machine.layout, target) + threadWord.status) === threadStatus.created
}

/** The threads that can take a step, in thread order. Nobody can once the run is over, or in a deadlock. */
export function enabledThreads(machine: Machine, state: Int32Array): ThreadId[] {
  const enabled: ThreadId[] = []
  for (let thread = 0; thread < word(state, header.threads); thread++) if (isEnabled(machine, state, thread)) enabled.push(threadId(thread))
  return enabled
}

/** Ways in which a thread's step can go: one for most, for `notify` which threads go on, for `randint` which number it gives; 0 when it is not enabled. */
export function choicesIn(machine: Machine, state: Int32Array, thread: number): number {
  if (!isEnabled(machine, state, thread)) return 0
  const base = threadBase(machine.layout, thread)
  return machine.ways[word(state, base + threadWord.pc)]?.(state, base, thread) ?? 1
}

/**
 * Takes one step of an enabled thread, in place: its operation, the free instructions behind it, and whatever that lets others do freely. Throws when the
 * thread is not enabled or the choice does not exist, and `LayoutFull` when the machine has no room (the state is worthless then).
 */
export function step(machine: Machine, state: Int32Array, thread: number, choice: number, witness: Witness | null): void {
  if (choice === 0 ? !isEnabled(machine, state, thread) : choice >= choicesIn(machine, state, thread)) {
    throw new Error(`thread ${thread} has no step ${choice} here`)
  }
  const { context } = machine
  context.state = state
  context.witness = witness
  context.choice = choice
  context.forced = machine.steps[restsAt(machine, state, thread)] !== 1
  if (!context.forced || !endIfDying(machine, state, thread)) runOn(machine, state, thread)
  context.forced = false
  if (context.stirred) settle(machine, state)
  context.witness = null
}

/** Whether main and all threads that are no daemons have ended. */
export const isOver = (machine: Machine, state: Int32Array): boolean => !isAlive(machine, state, 0) && !someAlive(machine, state, false)
