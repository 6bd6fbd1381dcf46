import type { Event } from '../../trace/event'
import { type Moment, moment, noThread, type ObjectId, objectId, processId, threadId } from '../../trace/ids'
import type { Machine } from '../assemble'
import { declarationOf } from '../operations/declaration'
import { endedIn, isForAny, parkedAt, unendedIn } from '../operations/groups'
import type { Happening } from './happening'
import { kindCodes } from '../state/kindCodes'
import { header } from '../state/layout'
import type { NarratorMemory } from './narratorMemory'
import { eachElement, eachOwn, eachVariable, isAtomic, isFuture, isWake, nameOfObject, nameOfThread } from './names'
import { sourceLine } from './sourceLine'
import { isEnabled, restsAt } from '../step'
import { syncNarrator } from './syncNarrator'
import { doneFor } from '../operations/takeDoneOperation'
import { exitCodeOf, isAlive, isProcess } from '../operations/threadEnd'
import { traceValue } from './variables'
import { waitOf } from '../waiting'
import type { Witness } from './witness'
import { word } from '../state/words'

/** Whoever takes events: a trace in the making, or somebody who only looks at them. */
export interface Listener {
  add(event: Event): void
}

/** Turns what a machine does into the events of a trace. */
export interface Narrator {
  readonly witness: Witness
  /** Tells what a state shows once all threads rest: who now waits, and where each thread now is. To be called after each step, and after the beginning. */
  atRest(state: Int32Array): void
}

/** A narrator that tells a trace; `at` gives the moment of what happens now. */
export function narrator(machine: Machine, memory: NarratorMemory, listener: Listener, at: () => Moment): Narrator {
  // the moment of the last event
  let told = -1
  const trace: Listener = {
    add(event) {
      told = event.at
      listener.add(event)
    }
  }
  const state = (): Int32Array => machine.context.state
  const happening = (thread: number, line: number): Happening => ({ at: at(), thread: threadId(thread), line })
  const nextId = (): ObjectId => objectId(memory.objects.size + memory.variables.size)
  const objectIdOf = (object: number): ObjectId => known(memory.objects, object)
  const variableId = (address: number): ObjectId => known(memory.variables, address)

  function declareVariable(name: string, address: number, line: number): void {
    if (memory.variables.has(address)) return
    const object = nextId()
    memory.variables.set(address, object)
    trace.add({ type: 'declared', ...happening(0, line), object, kind: isAtomic(machine.program, name) ? 'atomic' : 'variable', name, capacity: null })
  }

  // objects of the initial state are declared once all have got their names (`forks[2]` gets its index from its list)
  const early: { readonly thread: number; readonly line: number; readonly made: number }[] = []
  // so are futures that a list is to hold, unless something happens to them before that
  function tellEarly(needed: number, all: boolean): void {
    if (early.length === 0) return
    const waiting = early.filter(
      ({ made }) => !all && made !== needed && isFuture(machine, state(), made) && nameOfObject(machine, state(), made).includes('[]')
    )
    for (const { thread, line, made } of early) {
      if (memory.objects.has(made) || waiting.some((other) => other.made === made)) continue
      const object = nextId()
      memory.objects.set(made, object)
      trace.add({ type: 'declared', ...happening(thread, line), object, ...declarationOf(machine, state(), made) })
    }
    early.splice(0, early.length, ...waiting)
  }

  function tellValue(thread: number, line: number, address: number, kind: number): void {
    if (kind === kindCodes.unbound) return
    trace.add({ type: 'written', ...happening(thread, line), object: variableId(address), value: traceValue(machine, state(), kind, word(state(), address)) })
  }

  /** Everything main prepared: variables and their values, before the first thread runs. */
  function begin(): void {
    tellEarly(-1, false)
    if (memory.begun) return
    memory.begun = true
    const words = state()
    if (machine.layout.own >= 0)
      trace.add({ type: 'processStarted', ...happening(0, 0), process: processId(0), parent: processId(-1), command: machine.program.file })
    const copies = copiesIn(words)
    const each = (visit: (name: string, address: number, kind: number, line: number) => void): void =>
      eachVariable(machine, words, (name, address, kind, line) => {
        if (!copies.has(address)) visit(name, address, kind, memory.bound.get(address) ?? line)
      })
    each((name, address, _kind, line) => declareVariable(name, address, line))
    each((_name, address, kind, line) => tellValue(0, line, address, kind))
  }

  /** What the first process to start has copies of, which is told behind its start. */
  function copiesIn(words: Int32Array): ReadonlySet<number> {
    const copies = new Set<number>()
    for (let thread = 1; thread < word(words, header.threads); thread++) {
      if (isProcess(machine, words, thread)) eachOwn(machine, words, thread, (_name, address) => copies.add(address))
    }
    return copies
  }

  const witness: Witness = {
    ...syncNarrator(
      machine,
      memory,
      trace,
      at,
      (object) => {
        tellEarly(object, false)
        return objectIdOf(object)
      },
      tellTaskWoken
    ),
    made(thread, line, made) {
      if (isWake(machine, state(), made)) return
      early.push({ thread, line, made })
    },
    madeList(thread, line, list) {
      if (!memory.begun) return
      const words = state()
      eachElement(machine, words, list, (name, address, kind) => {
        declareVariable(name, address, line)
        tellValue(thread, line, address, kind)
      })
    },
    joined(thread, line, target) {
      memory.waiting.delete(thread)
      trace.add({ type: 'joined', ...happening(thread, line), target: threadId(target) })
    },
    gaveUpJoin(thread, line, target, timeout) {
      trace.add({ type: 'joinBegan', ...happening(thread, line), target: threadId(target), ...(timeout === null ? {} : { timeout }) })
      trace.add({ type: 'timedOut', ...happening(thread, line), object: objectId(-1) })
    },
    // what decides is no event: what comes of it is
    askedAlive() {},
    foundUnbound() {},
    chose: (thread, line, value) => trace.add({ type: 'chose', ...happening(thread, line), value }),
    read(thread, line, variable, kind, payload) {
      trace.add({ type: 'read', ...happening(thread, line), object: variableId(variable), value: traceValue(machine, state(), kind, payload) })
    },
    written(thread, line, variable, kind, payload) {
      if (!memory.begun) return void memory.bound.set(variable, line)
      trace.add({ type: 'written', ...happening(thread, line), object: variableId(variable), value: traceValue(machine, state(), kind, payload) })
    },
    started(thread, line, target, isTask) {
      begin()
      const name = nameOfThread(machine, state(), target)
      if (isTask) {
        memory.tasks.add(target)
        // the loop is main's
        return trace.add({ type: 'taskStarted', ...happening(target, line), parent: threadId(thread), loop: threadId(0), name })
      }
      const process = isProcess(machine, state(), target) ? { process: processId(target) } : {}
      if (process.process !== undefined)
        trace.add({ type: 'processStarted', ...happening(thread, line), process: process.process, parent: processId(0), command: name })
      trace.add({ type: 'threadStarted', ...happening(target, line), parent: threadId(thread), name, ...process })
      eachOwn(machine, state(), target, (variable, address, kind) => {
        if (memory.variables.has(address)) return
        declareVariable(variable, address, line)
        tellValue(target, line, address, kind)
      })
    },
    resumed(thread, line) {
      if (memory.tasks.has(thread)) trace.add({ type: 'resumed', ...happening(thread, line) })
    },
    suspends(thread, line, on) {
      if (memory.tasks.has(thread)) memory.leaving.set(thread, { line, on })
    },
    ended(thread, line) {
      memory.waiting.delete(thread)
      trace.add({ type: 'threadEnded', ...happening(thread, line) })
      if (isProcess(machine, state(), thread))
        trace.add({ type: 'processExited', ...happening(thread, line), process: processId(thread), code: exitCodeOf(machine, state(), thread) })
    },
    printed(thread, line, text, stream) {
      trace.add({ type: 'printed', ...happening(thread, line), stream, text: machine.pools.text(text) })
    },
    checkFailed(thread, line) {
      const text = `line ${line}: \`${sourceLine(machine.program, line)}\` does not hold`
      trace.add({ type: 'printed', ...happening(thread, line), stream: 'stderr', text })
    },
    raised(thread, line, exception) {
      const { kind, message } = machine.pools.exception(exception)
      trace.add({ type: 'raised', ...happening(thread, line), kind, message })
    }
  }

  // what a task was said to wait for has come, or it is cancelled; of several tasks it was said to wait for one
  function tellTaskWoken(thread: number): void {
    const parked = parkedAt(machine, state(), thread)
    if (parked === null) return
    const about = happening(thread, lineOf(state(), thread))
    const target = memory.awaited.get(thread) ?? -1
    memory.awaited.delete(thread)
    if (parked.kind !== kindCodes.record) trace.add({ type: parked.hasCome ? 'woken' : 'timedOut', ...about, object: objectIdOf(parked.object) })
    else if (parked.hasCome && isForAny(machine, state(), parked.object))
      trace.add({ type: 'joined', ...about, target: threadId(endedIn(machine, state(), parked.object)) })
    else if (parked.hasCome && unendedIn(machine, state(), parked.object)[0] !== target) trace.add({ type: 'joined', ...about, target: threadId(target) })
    else trace.add({ type: 'timedOut', ...about, object: objectId(-1) })
  }

  // one of several futures is done, and who waits for any of them goes on
  function tellDone(words: Int32Array, thread: number, line: number): void {
    const awaited = memory.futures.get(thread)
    if (awaited === undefined || !isEnabled(machine, words, thread)) return
    const done = doneFor(machine, words, thread) ?? awaited
    memory.futures.delete(thread)
    memory.waiting.delete(thread)
    trace.add({ type: 'woken', ...happening(thread, line), object: objectIdOf(done) })
  }

  function tellWait(words: Int32Array, thread: number, line: number): void {
    // most threads were said to wait already, or can go on: the dearer question is asked only of the others
    if ((memory.waiting.has(thread) && !waitsForNext(words, thread)) || isEnabled(machine, words, thread)) return
    const wait = waitOf(machine, words, thread)
    // that a variable is not what a thread wants shows in no object
    if (wait === null || wait.for === 'ends' || wait.for === 'truth') return
    if (wait.for === 'lock') trace.add({ type: 'requested', ...happening(thread, line), object: objectIdOf(wait.lock), timeout: null })
    else if (wait.for === 'thread') {
      const before = memory.awaited.get(thread)
      if (before !== undefined) trace.add({ type: 'joined', ...happening(thread, line), target: threadId(before) })
      if (parkedAt(machine, words, thread) !== null) memory.awaited.set(thread, wait.thread)
      trace.add({ type: 'joinBegan', ...happening(thread, line), target: threadId(wait.thread), ...(wait.isAny === true ? { to: 'any' as const } : {}) })
    } else if (wait.awaited === 'set' || (wait.awaited === 'notify' && parkedAt(machine, words, thread) !== null)) {
      // a thread's wait at a condition is told by the step that begins it; a task's is told here
      if (parkedAt(machine, words, thread) === null) memory.futures.set(thread, wait.object)
      const isAny = (wait.others?.length ?? 0) > 0
      trace.add({ type: 'waitBegan', ...happening(thread, line), object: objectIdOf(wait.object), timeout: null, ...(isAny ? { to: 'any' as const } : {}) })
    } else if (wait.awaited === 'put' || wait.awaited === 'get' || wait.awaited === 'join') {
      trace.add({ type: 'requested', ...happening(thread, line), object: objectIdOf(wait.object), timeout: null, to: wait.awaited })
    } else return
    memory.waiting.add(thread)
  }

  // who waits for several is told of one of them after the other
  function waitsForNext(words: Int32Array, thread: number): boolean {
    const target = memory.awaited.get(thread)
    return target !== undefined && !isAlive(machine, words, target)
  }

  function atRest(words: Int32Array): void {
    begin()
    tellEarly(-1, true)
    const { thread: stepped } = machine.context
    // a step that told nothing was taken all the same, and the first event of a moment is by whoever took its step
    if (at() > 0 && told !== at() && isAlive(machine, words, stepped)) {
      memory.lines.delete(stepped)
      tellLine(stepped, lineOf(words, stepped))
    }
    const count = word(words, header.threads)
    for (let thread = 0; thread < count; thread++) {
      if (!isAlive(machine, words, thread)) continue
      tellDone(words, thread, lineOf(words, thread))
      tellWait(words, thread, lineOf(words, thread))
    }
    for (let thread = 0; thread < count; thread++) if (isAlive(machine, words, thread)) tellLine(thread, lineOf(words, thread))
  }

  const lineOf = (words: Int32Array, thread: number): number => machine.program.code[restsAt(machine, words, thread)]?.span.line ?? 0

  function tellLine(thread: number, line: number): void {
    if (memory.lines.get(thread) === line) return
    memory.lines.set(thread, line)
    trace.add({ type: 'reached', ...happening(thread, line) })
  }

  return { witness, atRest }
}

function known(ids: ReadonlyMap<number, ObjectId>, key: number): ObjectId {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`nothing was declared for ${key}`)
  return id
}

/** The first event of every simulated run: main begins. */
export function tellMain(trace: Listener): void {
  trace.add({ type: 'threadStarted', at: moment(0), thread: threadId(0), line: 0, parent: noThread, name: 'MainThread' })
}
