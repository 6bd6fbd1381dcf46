import type { EventColumns } from '../trace/columns'
import { eventCode, type ObservedState, observedStates, type Purpose } from '../trace/event'
import { type Moment, type ObjectId, objectId, type ThreadId, threadId } from '../trace/ids'
import { purposeOf } from './purpose'
import {
  countWord,
  extraWord,
  holdLost,
  holdWord,
  kindBarrier,
  kindCondition,
  kindEvent,
  kindFutex,
  kindGil,
  kindLock,
  kindQueue,
  kindRlock,
  kindRwlock,
  kindSemaphore,
  kindVariable,
  objectWords,
  offIdle,
  offObserved,
  offReady,
  offSuspended,
  offWord,
  onWord,
  phaseEnded,
  phaseUnborn,
  phaseWord,
  type RunFrame,
  type RunState,
  threadWords,
  toWord,
  waitJoin,
  waitNone,
  waitObject,
  waitOver,
  waitSet,
  waitSleep,
  waitTimed,
  waitTimedJoin,
  waitTimedSet,
  waitWord,
  word,
  writtenWord
} from './runState'

/** The states of a thread; the index is the state's code in span columns. `io` waits for data or a device; `deadlocked`: for ever; `unknown`: what it did was lost. */
export const threadStates = ['notStarted', 'running', 'ready', 'blocked', 'waiting', 'sleeping', 'io', 'finished', 'deadlocked', 'unknown'] as const
/**
 * The state of a thread. `blocked` waits for a lock of any kind, `waiting` for what others have to do: give a permit, notify, set, arrive, put, get, or end. `ready`
 * could go on: what it asked for is free, or (in a step clock) another thread takes the next step.
 */
export type ThreadState = (typeof threadStates)[number]
/** The code of each state in span columns. */
export const stateCode = Object.fromEntries(threadStates.map((state, code) => [state, code])) as Readonly<Record<ThreadState, number>>

/** What a thread waits for: an object, or another thread's end. */
export type WaitTarget = { readonly object: ObjectId } | { readonly thread: ThreadId }

/** A wait target in one word: objects as they are, threads as -2, -3, …; -1 is none. */
export const targetCode = (kind: 'object' | 'thread', id: number): number => (kind === 'object' ? id : -2 - id)
/** The inverse of `targetCode`. */
export function targetOf(code: number): WaitTarget | null {
  if (code === -1) return null
  return code >= 0 ? { object: objectId(code) } : { thread: threadId(-2 - code) }
}

/** Whether an object would let this thread pass at once. */
function isFreeFor(events: EventColumns, frame: RunFrame, state: RunState, object: number, thread: number): boolean {
  const hold = word(state.objects, object * objectWords + holdWord)
  // it was asked for and not got: that much is told
  if (hold === holdLost) return false
  switch (frame.kinds[object] ?? kindVariable) {
    case kindLock:
    case kindGil:
      return hold < 0
    case kindRlock:
      return hold < 0 || events.thread[hold] === thread
    case kindSemaphore:
      return word(state.objects, object * objectWords + countWord) > 0
    case kindQueue:
      return letsPass(frame, state, object, thread)
    case kindRwlock:
      return hold < 0 && (purposeAsked(state, thread) === 'read' || word(state.objects, object * objectWords + countWord) === 0)
    case kindEvent:
      return word(state.objects, object * objectWords + countWord) > 0
    case kindBarrier:
      return word(state.objects, object * objectWords + extraWord) > 0
    case kindCondition:
    case kindFutex:
      return false
    default:
      return true
  }
}

const purposeAsked = ({ threads }: RunState, thread: number): Purpose | null => purposeOf(word(threads, thread * threadWords + toWord))

/** Whether a queue has what a thread asked it for: a value, a place, or nothing left to do. */
function letsPass({ capacities, steps }: RunFrame, state: RunState, object: number, thread: number): boolean {
  const values = word(state.objects, object * objectWords + countWord)
  const purpose = purposeAsked(state, thread)
  const isShut = word(state.objects, object * objectWords + writtenWord) >= 0
  if (isShut && purpose !== 'join') return true
  if (purpose === 'get') return values > 0
  const places = capacities[object] ?? Number.NaN
  // without bound there is always a place; of a recorded run, whoever has to wait all the same waits for room in the pipe between two processes
  if (purpose === 'put') return Number.isNaN(places) ? steps : values < places
  return word(state.objects, object * objectWords + extraWord) === 0
}

/** Whether a thread has ended; threads that the trace never saw have not. */
export const hasEnded = (state: RunState, thread: number): boolean => word(state.threads, thread * threadWords + phaseWord) === phaseEnded

/** The state of a thread by its own and its object's events alone: neither who takes the next step nor deadlock is looked at. */
export function stateOf(events: EventColumns, frame: RunFrame, state: RunState, thread: number): number {
  const base = thread * threadWords
  const phase = word(state.threads, base + phaseWord)
  if (phase === phaseUnborn) return stateCode.notStarted
  if (phase === phaseEnded) return stateCode.finished
  const on = word(state.threads, base + onWord)
  switch (word(state.threads, base + waitWord)) {
    case waitNone:
      return frame.steps ? stateCode.ready : freeStateOf(word(state.threads, base + offWord))
    case waitObject:
    case waitTimed:
      if (isFreeFor(events, frame, state, on, thread)) return stateCode.ready
      return isLock(frame, on) ? stateCode.blocked : stateCode.waiting
    case waitSet:
    case waitTimedSet:
      return isFreeFor(events, frame, state, on, thread) ? stateCode.ready : stateCode.waiting
    case waitOver:
      return stateCode.ready
    case waitJoin:
    case waitTimedJoin:
      return hasEnded(state, on) ? stateCode.ready : stateCode.waiting
    case waitSleep:
      return stateCode.sleeping
    default:
      return stateCode.running
  }
}

/** The state of a thread that waits for nothing the trace has named: on its processor, or off it. */
function freeStateOf(off: number): number {
  if (off === offSuspended || off === offIdle) return stateCode.waiting
  if (off === offReady) return stateCode.ready
  return off < offObserved ? stateCode.running : (observedCodes[off - offObserved] ?? stateCode.running)
}

const observedMeaning: Readonly<Record<ObservedState, ThreadState>> = {
  running: 'running',
  runnable: 'ready',
  sleeping: 'sleeping',
  disk: 'io',
  futex: 'blocked',
  io: 'io',
  stopped: 'waiting',
  zombie: 'finished'
}
const observedCodes = observedStates.map((state) => stateCode[observedMeaning[state]])

const isLock = ({ kinds }: RunFrame, object: number): boolean => kinds[object] === kindLock || kinds[object] === kindRlock || kinds[object] === kindRwlock

/** What a thread waits for, in one word (see `targetCode`); -1 when it does not wait. */
export function waitTargetOf(state: RunState, thread: number): number {
  const base = thread * threadWords
  const on = word(state.threads, base + onWord)
  switch (word(state.threads, base + waitWord)) {
    case waitObject:
    case waitTimed:
    case waitSet:
    case waitTimedSet:
    case waitOver:
      return targetCode('object', on)
    case waitJoin:
    case waitTimedJoin:
      return targetCode('thread', on)
    default:
      return -1
  }
}

/** Whether who takes the next step would be seen to run: a thread that can go on, or that sleeps (sleep takes no steps). */
export const canRun = (code: number): boolean => code === stateCode.ready || code === stateCode.sleeping

/**
 * In a step clock, the thread that runs at a moment: whoever takes step k runs from k - 1 to k. `rows` are the events at or before the moment; -1 when nobody
 * runs, and always in a clock of nanoseconds.
 */
export function runnerAt(events: EventColumns, frame: RunFrame, rows: number, at: Moment): number {
  if (!frame.steps) return -1
  for (let row = rows; row < events.length; row++) {
    if ((events.at[row] ?? 0) - 1 > at) return -1
    const runner = stepper(events, row)
    if (runner >= 0) return runner
  }
  return -1
}

/** Who took the step whose first event stands in this row: its thread, or the parent of a thread that starts. */
export const stepper = (events: EventColumns, row: number): number =>
  (events.type[row] === eventCode.threadStarted || events.type[row] === eventCode.taskStarted ? events.object[row] : events.thread[row]) ?? -1
