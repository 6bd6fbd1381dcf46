import type { Machine } from './assemble'
import { frameOf, outcome } from './assembly'
import { leaveFrame } from './operations/callOperations'
import { header, threadBase, threadStatus, threadWord } from './state/layout'
import { endThread, holdsMain, isAlive, someAlive } from './operations/threadEnd'
import { word } from './state/words'

type Works = Omit<Machine, 'initial'>

/** Instructions that a thread may execute between two steps before it is called an endless loop. */
const localLimit = 1_000_000

/**
 * Runs a thread: the instruction it rests at, and all free ones behind it, until it rests before a step, cannot go on, or has ended. Before the first start
 * of a thread no instruction is a step.
 */
export function runOn(machine: Works, state: Int32Array, thread: number): void {
  const { operations, steps, context } = machine
  const base = threadBase(machine.layout, thread)
  context.thread = thread
  let pc = word(state, base + threadWord.pc)
  for (let left = localLimit; ; left--) {
    const operation = operations[pc]
    if (operation === undefined) throw new Error(`thread ${thread} is at instruction ${pc}, which does not exist`)
    let next = left > 0 ? operation(state, base) : stopEndless(machine, state, thread, pc)
    if (next === outcome.raised) next = unwind(machine, state, thread, pc)
    else if (next === outcome.stopped) next = stop(machine, state, thread, pc)
    if (next === outcome.ended) return
    if (next === outcome.blocked) return rest(machine, state, base, pc, steps[pc] === 1 ? threadStatus.live : threadStatus.held)
    if (next === outcome.ending) return rest(machine, state, base, pc, threadStatus.live)
    pc = next
    if (steps[pc] === 1 && isStepNow(machine, state, pc)) return rest(machine, state, base, pc, threadStatus.live)
  }
}

// before the first start of a thread only chance is a step
const isStepNow = ({ alwaysSteps }: Works, state: Int32Array, pc: number): boolean => state[header.started] === 1 || alwaysSteps[pc] === 1

function rest(machine: Works, state: Int32Array, base: number, pc: number, status: number): void {
  state[base + threadWord.pc] = pc
  state[base + threadWord.status] = status
  const dead = machine.dead[pc]
  if (dead === undefined) return
  for (let i = 0; i < dead.length; i++) state[base + (dead[i] as number)] = 0
}

// where the thread goes on with the exception of the context, or `outcome.ended`
function unwind(machine: Works, state: Int32Array, thread: number, raisedAt: number): number {
  const { layout, functions } = machine
  const base = threadBase(layout, thread)
  for (let pc = raisedAt; ; ) {
    const number = functions[pc] ?? 0
    const frame = frameOf(layout.frames, number)
    const target = layout.handlers[pc] ?? -1
    if (target >= 0) return target
    const caller = word(state, base + frame.start) - 1
    if (caller < 0) return dieOf(machine, state, thread, number)
    leaveFrame(state, base, frame.start, frame.size)
    pc = caller
  }
}

// nobody caught it; main still has to wait for others at its end, as Python does
function dieOf(machine: Works, state: Int32Array, thread: number, target: number): number {
  const { program, layout, pools, context } = machine
  const base = threadBase(layout, thread)
  const { line } = pools.exception(context.exception)
  state[base + threadWord.failure] = context.exception
  context.witness?.raised(thread, line, context.exception)
  const moduleEnd = (program.functions[0]?.end ?? 1) - 1
  if (thread === 0 && holdsMain(machine, state) && program.code[moduleEnd]?.do === 'end') {
    state.fill(0, layout.moduleFrame, base)
    return moduleEnd
  }
  if (thread !== 0 && program.endIsStep) {
    const last = (program.functions[target]?.end ?? 1) - 1
    const frames = base + layout.threadSize - layout.frames.size
    state.fill(0, frames, base + layout.threadSize)
    rest(machine, state, base, last, threadStatus.live)
  } else endThread(machine, state, thread, target, line)
  return outcome.ended
}

/** Takes the step of a thread that has nothing left to do but to end; false when it has more. */
export function endIfDying(machine: Works, state: Int32Array, thread: number): boolean {
  const base = threadBase(machine.layout, thread)
  if (thread === 0 || word(state, base + threadWord.failure) === 0) return false
  const { line } = machine.pools.exception(word(state, base + threadWord.failure))
  endThread(machine, state, thread, machine.functions[word(state, base + threadWord.pc)] ?? 0, line)
  return true
}

function stopEndless(machine: Works, state: Int32Array, thread: number, pc: number): number {
  const { program, pools, context } = machine
  const message = `endless loop: ${localLimit.toLocaleString('en')} instructions without a shared step`
  context.exception = pools.exceptionId('RuntimeError', message, program.code[pc]?.span.line ?? 0)
  return stop(machine, state, thread, pc)
}

// no handler of the program gets to see it: a `finally` could loop again
function stop(machine: Works, state: Int32Array, thread: number, pc: number): number {
  const { layout, functions } = machine
  const base = threadBase(layout, thread)
  let number = functions[pc] ?? 0
  for (let caller = callerOf(); caller >= 0; caller = callerOf()) number = functions[caller] ?? 0
  return dieOf(machine, state, thread, number)

  function callerOf(): number {
    const frame = frameOf(layout.frames, number)
    return word(state, base + frame.start) - 1
  }
}

/**
 * Lets all threads go on freely, in thread order, until none can: started ones run up to their first step, joins whose thread has ended are passed, main ends
 * when nothing holds it, and daemons end with the last of the others.
 */
export function settle(machine: Works, state: Int32Array): void {
  const { context } = machine
  // the less of a state is looked at, the more states have this step in common (`explorer/tables/tables.ts`)
  let alone = machine.mainGoesAlone && context.thread !== 0
  while (context.stirred) {
    context.stirred = false
    const threads = alone ? 1 : word(state, header.threads)
    alone = false
    for (let thread = 0; thread < threads; thread++) if (goesFreely(machine, state, thread)) runFree(machine, state, thread)
    endLeftDaemons(machine, state)
  }
  context.thread = 0
}

function runFree(machine: Works, state: Int32Array, thread: number): void {
  const { context } = machine
  const base = threadBase(machine.layout, thread)
  // what goes on may let others go on
  context.stirred = true
  if (word(state, base + threadWord.status) === threadStatus.held) return runOn(machine, state, thread)
  state[base + threadWord.status] = threadStatus.live
  const wrongArguments = word(state, base + threadWord.failure)
  if (wrongArguments === 0) return startOff(machine, state, thread)
  context.exception = wrongArguments
  dieOf(machine, state, thread, machine.functions[word(state, base + threadWord.pc)] ?? 0)
}

/** Runs a thread from its beginning; one whose very first instruction is a step rests there. */
export function startOff(machine: Works, state: Int32Array, thread: number): void {
  const base = threadBase(machine.layout, thread)
  const pc = word(state, base + threadWord.pc)
  if (machine.steps[pc] === 1 && isStepNow(machine, state, pc)) rest(machine, state, base, pc, threadStatus.live)
  else runOn(machine, state, thread)
}

function goesFreely(machine: Works, state: Int32Array, thread: number): boolean {
  const base = threadBase(machine.layout, thread)
  const status = word(state, base + threadWord.status)
  if (status !== threadStatus.held) return status === threadStatus.ready
  return machine.gates[word(state, base + threadWord.pc)]?.(state, base, thread) === true
}

// main has left, the last thread that was no daemon has ended: nobody is there whom daemons could serve
function endLeftDaemons(machine: Works, state: Int32Array): void {
  if (isAlive(machine, state, 0) || someAlive(machine, state, false)) return
  for (let thread = 1; thread < word(state, header.threads); thread++) {
    if (!isAlive(machine, state, thread)) continue
    const pc = word(state, threadBase(machine.layout, thread) + threadWord.pc)
    endThread(machine, state, thread, machine.functions[pc] ?? 0, machine.program.code[pc]?.span.line ?? 0)
  }
}
