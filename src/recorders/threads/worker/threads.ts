import { eventCode } from '../../../core/trace/event'
import { makesProcesses } from '../../../core/program/check/checkProcesses'
import type { Program } from '../../../core/program/program'
import { allocator, inObject, objectWords } from '../memory/heap'
import type { Journal } from '../memory/journal'
import { type Patience, patience } from './patience'
import { raise } from '../memory/raised'
import { inThread, madeLimit, type RunMemory, threadLimit, threadRow, threadState, words } from '../memory/runMemory'
import type { SharedTexts } from '../memory/sharedTexts'
import { kindCode, kindOf, Ref, type SharedValues, type Value } from '../memory/sharedValue'
import { typeName } from './typeName'
import { poke } from './waitLists'
import { waiting } from './waiting'
import { idleWorkers, readyFor } from '../workers'

/** Threads in shared memory. */
export interface Threads {
  make(target: Value, given: readonly Value[], name: string | null, daemon: Value, line: number): Ref
  /** Hands the thread to a waiting worker and, as in Python, comes back when it has begun. */
  start(thread: Value, isTask: boolean, line: number): void
  /** Waits for a thread's end; with a timeout, in seconds, no longer than that. */
  join(thread: Value, timeout: Value, line: number): void
  isAlive(thread: Value, line: number): boolean
  /** What a process ended with: 1 for an exception, minus a signal's number; None before its end. */
  exitCode(process: Value, line: number): number | null
  /** The name of a thread; null asks for the one that runs. */
  name(thread: Value, line: number): string
  sleep(seconds: Value, line: number): void
  /** What a thread is to do. */
  task(id: number): { readonly target: Value; readonly given: readonly Value[]; readonly madeAt: number }
  /** Says that this worker's thread has begun, or ended, and wakes those who wait for it. */
  begin(): void
  end(line: number, failed: boolean): void
}

/** The threads as one worker sees them. */
export function threads(program: Program, memory: RunMemory, texts: SharedTexts, values: SharedValues, journal: Journal): Threads {
  const control = new Int32Array(memory.control)
  const heap = new Int32Array(memory.heap)
  const allocate = allocator(memory)
  const wait = waiting(memory)
  const stateWord = (id: number): number => threadRow(id) + inThread.state
  const hasProcesses = makesProcesses(program.sites)
  const idOf = (thread: Ref): number => heap[thread.payload + inObject.id] ?? 0

  function asThread(value: Value, attribute: string, line: number): Ref {
    if (value instanceof Ref && value.kind === 'thread') return value
    return raise('TypeError', `'${typeName(value)}' object has no attribute '${attribute}'`, line)
  }

  function nameOf(at: number): string {
    return texts.text(heap[at + inObject.name] ?? 0)
  }

  // as from CPython 3.10 on
  function pythonName(target: Value): string {
    const called = target instanceof Ref ? (program.functions[target.payload]?.name ?? '') : ''
    return `Thread-${Atomics.add(control, words.unnamed, 1) + 1}${called === '' ? '' : ` (${called})`}`
  }

  function wake(id: number, state: number): void {
    Atomics.store(control, stateWord(id), state)
    Atomics.notify(control, stateWord(id))
  }

  function sawEnd(id: number, within: Patience): boolean {
    const word = stateWord(id)
    for (let seen = Atomics.load(control, word); seen !== threadState.ended; seen = Atomics.load(control, word)) {
      const left = within.left()
      if (left === 0) return false
      wait(journal.thread, control, word, seen, -1 - id, left)
    }
    return true
  }

  return {
    make(target, given, name, daemon, line) {
      const id = Atomics.add(control, words.threads, 1)
      if (id >= madeLimit) return raise('RuntimeError', `can't make a new thread: the threads engine makes at most ${madeLimit} in one run`, line)
      const at = allocate(objectWords, line)
      const argumentsAt = allocate(given.length * 2, line)
      given.forEach((value, i) => {
        heap[argumentsAt + 2 * i] = kindCode[kindOf(value)]
        heap[argumentsAt + 2 * i + 1] = values.payload(value)
      })
      heap[at + inObject.id] = id
      heap[at + inObject.target] = kindOf(target) === 'function' ? values.payload(target) : -1
      heap[at + inObject.madeAt] = line
      heap[at + inObject.arguments] = given.length
      heap[at + inObject.argumentsAt] = argumentsAt
      heap[at + inObject.name] = values.payload(name ?? (hasProcesses ? `Process-${id}` : pythonName(target)))
      control[threadRow(id) + inThread.object] = at
      // a daemon's threads are daemons unless they are told otherwise
      const inherited = control[threadRow(journal.thread) + inThread.daemon] ?? 0
      control[threadRow(id) + inThread.daemon] = daemon === undefined || daemon === null ? inherited : daemon ? 1 : 0
      return values.ref('thread', at)
    },
    start(value, isTask, line) {
      const thread = asThread(value, 'start', line)
      const id = idOf(thread)
      if (Atomics.compareExchange(control, stateWord(id), threadState.made, threadState.starting) !== threadState.made) {
        if (hasProcesses) raise('AssertionError', 'cannot start a process twice', line)
        raise('RuntimeError', 'threads can only be started once', line)
      }
      if (!readyFor(control, journal.thread)) {
        Atomics.store(control, stateWord(id), threadState.made)
        raise('RuntimeError', `can't start new thread: the threads engine runs at most ${threadLimit} at once`, line)
      }
      Atomics.add(control, words.started, 1)
      control[threadRow(id) + inThread.starter] = journal.thread
      heap[thread.payload + inObject.startedAt] = line
      const name = nameOf(thread.payload)
      control[threadRow(id) + inThread.task] = isTask ? 1 : 0
      if (hasProcesses) journal.note(eventCode.processStarted, id, line, 0, name)
      // the loop is main's
      if (isTask) journal.note(eventCode.taskStarted, journal.thread, line, 0, name, id)
      else journal.note(eventCode.threadStarted, journal.thread, line, hasProcesses ? id : -1, name, id)
      idleWorkers(control).hand(id)
      while (Atomics.load(control, stateWord(id)) === threadState.starting) Atomics.wait(control, stateWord(id), threadState.starting)
    },
    join(value, timeout, line) {
      const id = idOf(asThread(value, 'join', line))
      const word = stateWord(id)
      if (Atomics.load(control, word) === threadState.made) {
        if (hasProcesses) raise('AssertionError', 'can only join a started process', line)
        raise('RuntimeError', 'cannot join thread before it is started', line)
      }
      if (id === journal.thread) raise('RuntimeError', 'cannot join current thread', line)
      if (Atomics.load(control, word) !== threadState.ended) {
        const within = patience(timeout)
        journal.asks(eventCode.joinBegan, id, line, within.seconds)
        if (!sawEnd(id, within)) return journal.event(eventCode.timedOut, -1, line)
      }
      journal.event(eventCode.joined, id, line)
    },
    isAlive(value, line) {
      const state = Atomics.load(control, stateWord(idOf(asThread(value, 'is_alive', line))))
      return state === threadState.starting || state === threadState.running
    },
    exitCode(value, line) {
      const id = idOf(asThread(value, 'exitcode', line))
      return Atomics.load(control, stateWord(id)) === threadState.ended ? (control[threadRow(id) + inThread.failed] ?? 0) : null
    },
    name(value, line) {
      if (value !== null) return nameOf(asThread(value, 'name', line).payload)
      const at = control[threadRow(journal.thread) + inThread.object] ?? 0
      return at === 0 ? 'MainThread' : nameOf(at)
    },
    sleep(value, line) {
      const seconds = Number(value)
      if (seconds < 0) raise('ValueError', 'sleep length must be non-negative', line)
      journal.note(eventCode.sleepBegan, -1, line, 0, String(seconds))
      Atomics.wait(control, words.never, 0, seconds * 1000)
      journal.event(eventCode.sleepEnded, -1, line)
    },
    task(id) {
      const at = control[threadRow(id) + inThread.object] ?? 0
      if (at === 0) return { target: values.ref('function', 0), given: [], madeAt: 0 }
      const from = heap[at + inObject.argumentsAt] ?? 0
      const given = Array.from({ length: heap[at + inObject.arguments] ?? 0 }, (_, i) => values.value(heap[from + 2 * i] ?? 0, heap[from + 2 * i + 1] ?? 0))
      const target = heap[at + inObject.target] ?? -1
      return { target: target < 0 ? null : values.ref('function', target), given, madeAt: heap[at + inObject.madeAt] ?? 0 }
    },
    begin: () => wake(journal.thread, threadState.running),
    end(line, failed) {
      control[threadRow(journal.thread) + inThread.failed] = failed ? 1 : 0
      journal.plain(eventCode.threadEnded, -1, line)
      if (hasProcesses && journal.thread !== 0) journal.plain(eventCode.processExited, journal.thread, line, { value: failed ? 1 : 0 })
      wake(journal.thread, threadState.ended)
      for (let id = 0, made = Atomics.load(control, words.threads); id < made; id++)
        if (Atomics.load(control, threadRow(id) + inThread.ofSeveral) === journal.thread + 1) poke(control, id)
    }
  }
}
