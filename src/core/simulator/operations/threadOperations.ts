import type { Instruction } from '../../program/instruction'
import { type Assembly, type Operation, outcome, raiser } from '../assembly'
import { argumentPasser, arityFault } from './callOperations'
import { isTrue } from './builtins'
import type { Gate } from './gate'
import { take, tooMany } from '../state/heap'
import { kindCodes, noMethod, typeName } from '../state/kindCodes'
import { forkMemory } from './fork'
import { header, ownership, threadBase, threadStatus, threadWord } from '../state/layout'
import { textMaker } from '../telling/pythonText'
import { type Reader, readerOf, writerOf } from '../state/reader'
import { timeoutReader } from './timeouts'
import { awaitsStart, endsByStep, endThread, exitCodeOf, holdsMain, isAlive, isDaemon, isProcess } from './threadEnd'
import { word } from '../state/words'

type Of<Do extends Instruction['do']> = Extract<Instruction, { do: Do }>

/** Makes a thread object; its arguments wait in the frame of its target. */
export function makeThreadOperation(assembly: Assembly, pc: number, instruction: Of<'makeThread'>): Operation {
  const { program, layout, context, pools } = assembly
  const target = readerOf(assembly, pc, instruction.target)
  const readers = instruction.arguments.map((operand) => readerOf(assembly, pc, operand))
  const name = instruction.name === null ? null : textMaker(assembly, pc, instruction.name)
  const daemon = instruction.daemon === null ? null : readerOf(assembly, pc, instruction.daemon)
  const write = writerOf(assembly, pc, instruction.to)
  const raise = raiser(assembly, pc)
  const targets = program.functions.map((code, number) => ({
    code,
    fault: arityFault(code, readers.length),
    pass: argumentPasser(assembly, pc, number, readers)
  }))

  const makesProcess = program.sites[instruction.site]?.role === 'process'
  function nameOf(state: Int32Array, base: number, called: string): number {
    const given = name === null ? 0 : name(state, base)
    // `name=''` counts as none given, as in Python
    if (given !== 0) return given
    // those that have a name of their own count too
    if (makesProcess) return pools.textId(`Process-${word(state, header.threads) - 1}`)
    const number = word(state, header.unnamed) + 1
    state[header.unnamed] = number
    return pools.textId(called === '' ? `Thread-${number}` : `Thread-${number} (${called})`)
  }

  return (state, base) => {
    if (tooMany(state, 'threads')) return raise.limit('RuntimeError', "can't start new thread: the lab holds no more than 1,000")
    const kind = target.kind(state, base)
    const called = kind === kindCodes.function ? targets[target.payload(state, base)] : undefined
    const fault = called === undefined ? `'${typeName(kind)}' object is not callable` : called.fault
    const thread = take(assembly, state, 'threads')
    const slot = threadBase(layout, thread)
    state[slot + threadWord.status] = threadStatus.created
    if (makesProcess) state[slot + layout.own] = ownership.made
    state[slot + threadWord.name] = nameOf(state, base, called?.code.name ?? '')
    state[slot + threadWord.daemon] = daemonOf(assembly, daemon, state, base, context.thread)
    state[slot + threadWord.pc] = called?.code.entry ?? pc
    // Python calls the target only in the new thread, so that is where wrong arguments are found out
    if (fault === null) called?.pass(state, base, slot)
    else state[slot + threadWord.failure] = pools.exceptionId('TypeError', fault, instruction.span.line)
    write(state, base, kindCodes.thread, thread)
    return pc + 1
  }
}

// without `daemon=` (or with None) a thread is what its maker is
function daemonOf(assembly: Assembly, daemon: Reader | null, state: Int32Array, base: number, maker: number): number {
  const kind = daemon === null ? kindCodes.none : daemon.kind(state, base)
  if (daemon === null || kind === kindCodes.none) return word(state, threadBase(assembly.layout, maker) + threadWord.daemon)
  return isTrue(assembly, state, kind, daemon.payload(state, base)) ? 1 : 0
}

/** Starts a thread: it runs up to its first step before anybody else takes one. */
export function startOperation(assembly: Assembly, pc: number, { thread, isTask, span }: Of<'start'>): Operation {
  const { layout, context } = assembly
  const read = readerOf(assembly, pc, thread)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    const kind = read.kind(state, base)
    if (kind !== kindCodes.thread) return raise('TypeError', noMethod(kind, 'start'))
    const started = read.payload(state, base)
    const slot = threadBase(layout, started)
    if (word(state, slot + threadWord.status) !== threadStatus.created) {
      context.witness?.askedAlive(context.thread, span.line, started)
      return isProcess(assembly, state, started)
        ? raise('AssertionError', 'cannot start a process twice')
        : raise('RuntimeError', 'threads can only be started once')
    }
    const owned = isProcess(assembly, state, started) ? forkMemory(assembly, state, started, span.line) : []
    if (owned === null) return raise.limit('RuntimeError', 'the lab holds no more copies of lists and locks')
    state[slot + threadWord.status] = threadStatus.ready
    context.witness?.started(context.thread, span.line, started, isTask === true)
    for (const lock of owned) context.witness?.acquired(started, span.line, lock)
    state[header.started] = 1
    context.stirred = true
    return pc + 1
  }
}

/**
 * Waits for a thread's end. Joining a thread that was not started raises at once; but where somebody else may start it first, the thread rests before the
 * join, and going on (to the exception) is a step. With a timeout joining is a step that never waits: how long others take is theirs to choose.
 */
export function joinOperation(assembly: Assembly, pc: number, { thread, timeout, span }: Of<'join'>): Operation {
  const { program, layout, context } = assembly
  const read = readerOf(assembly, pc, thread)
  const seconds = timeoutReader(assembly, pc, timeout)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    const kind = read.kind(state, base)
    if (kind !== kindCodes.thread) return raise('TypeError', noMethod(kind, 'join'))
    const target = read.payload(state, base)
    const status = word(state, threadBase(layout, target) + threadWord.status)
    if (status === threadStatus.created) {
      if (timeout === null && awaitsStart(program, state) && !context.forced) return outcome.blocked
      context.forced = false
      context.witness?.askedAlive(context.thread, span.line, target)
      return layout.own >= 0 ? raise('AssertionError', 'can only join a started process') : raise('RuntimeError', 'cannot join thread before it is started')
    }
    if (target === context.thread) return raise('RuntimeError', 'cannot join current thread')
    if (timeout !== null) context.witness?.askedAlive(context.thread, span.line, target)
    if (status === threadStatus.ended) context.witness?.joined(context.thread, span.line, target)
    else if (timeout === null) return outcome.blocked
    else context.witness?.gaveUpJoin(context.thread, span.line, target, seconds(state, base))
    return pc + 1
  }
}

/** Waits for a thread's end as a step of its own; whether it was started already makes no difference. */
export function awaitEndOperation(assembly: Assembly, pc: number, { thread, span }: Of<'awaitEnd'>): Operation {
  const { context } = assembly
  const read = readerOf(assembly, pc, thread)
  return (state, base) => {
    const target = read.payload(state, base)
    if (!hasEnded(assembly, state, target)) return outcome.blocked
    context.witness?.joined(context.thread, span.line, target)
    return pc + 1
  }
}

/** Whether the thread that an `awaitEnd` waits for has ended. */
export function awaitEndGate(assembly: Assembly, pc: number, { thread }: Of<'awaitEnd'>): Gate {
  const read = readerOf(assembly, pc, thread)
  return (state, base) => hasEnded(assembly, state, read.payload(state, base))
}

const hasEnded = ({ layout }: Assembly, state: Int32Array, thread: number): boolean =>
  word(state, threadBase(layout, thread) + threadWord.status) === threadStatus.ended

/** `thread.is_alive()`: started, and not ended. */
export function isAliveOperation(assembly: Assembly, pc: number, { to, thread, ask, span }: Of<'isAlive'>): Operation {
  const read = readerOf(assembly, pc, thread)
  const write = writerOf(assembly, pc, to)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    const kind = read.kind(state, base)
    if (kind !== kindCodes.thread) return raise('TypeError', noMethod(kind, 'is_alive'))
    const target = read.payload(state, base)
    const slot = threadBase(assembly.layout, target)
    const hasExited = word(state, slot + threadWord.status) === threadStatus.ended
    if (ask === undefined) write(state, base, kindCodes.bool, isAlive(assembly, state, target) ? 1 : 0)
    else write(state, base, hasExited ? kindCodes.int : kindCodes.none, hasExited ? exitCodeOf(assembly, state, target) : 0)
    assembly.context.witness?.askedAlive(assembly.context.thread, span.line, target)
    return pc + 1
  }
}

/** The name of the running thread, or of a given one. */
export function threadNameOperation(assembly: Assembly, pc: number, { to, thread }: Of<'threadName'>): Operation {
  const { layout, context } = assembly
  const read = thread === null ? null : readerOf(assembly, pc, thread)
  const write = writerOf(assembly, pc, to)
  const raise = raiser(assembly, pc)
  return (state, base) => {
    const kind = read === null ? kindCodes.thread : read.kind(state, base)
    if (kind !== kindCodes.thread) return raise('TypeError', noMethod(kind, 'name'))
    const asked = read === null ? context.thread : read.payload(state, base)
    write(state, base, kindCodes.str, word(state, threadBase(layout, asked) + threadWord.name))
    return pc + 1
  }
}

/** The end of the module body, or of a target. While daemons live main waits here: leaving, which ends them, is a step. */
export function endOperation(assembly: Assembly, target: number, { span }: Of<'end'>): Operation {
  const { context } = assembly
  return (state) => {
    if (target === 0 && holdsMain(assembly, state)) {
      if (!context.forced) return outcome.blocked
      context.forced = false
      endDaemons(assembly, state)
    } else if (target !== 0 && endsByStep(assembly)) return outcome.ending
    endThread(assembly, state, context.thread, target, span.line)
    return outcome.ended
  }
}

function endDaemons(assembly: Assembly, state: Int32Array): void {
  const { layout, program } = assembly
  for (let thread = 1; thread < word(state, header.threads); thread++) {
    if (!isAlive(assembly, state, thread) || !isDaemon(assembly, state, thread)) continue
    const pc = word(state, threadBase(layout, thread) + threadWord.pc)
    const target = program.functions.findIndex(({ entry, end }) => entry <= pc && pc < end)
    endThread(assembly, state, thread, target, program.code[pc]?.span.line ?? 0)
  }
}
