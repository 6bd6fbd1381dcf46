import type { EventColumns } from '../trace/columns'
import { eventCode, observedStates } from '../trace/event'
import { isObject, purposeCode, toCode } from './purpose'
import {
  cpuWord,
  extraWord,
  kindGil,
  kindCondition,
  lastWord,
  lineWord,
  objectWords,
  offIdle,
  offNo,
  offObserved,
  offReady,
  offSuspended,
  offWord,
  onWord,
  phaseEnded,
  phaseLive,
  phaseWord,
  type RunFrame,
  type RunState,
  sinceWord,
  threadWords,
  toWord,
  waitJoin,
  waitNone,
  waitObject,
  waitSet,
  waitSleep,
  waitTimed,
  waitTimedJoin,
  waitTimedSet,
  waitWord,
  word
} from './runState'

const { processStarted, processExited, threadStarted, threadEnded, declared, requested, acquired, released, joinBegan, raised, sleepBegan, reached } = eventCode
const { tryFailed, printed, dropped, marked, ended, waitBegan, woken, taskStarted, resumed, suspended, observed, measured, snapshot, cancelAsked } = eventCode

/** Events that say nothing about whether their thread waits. */
const tellsNothing = new Set<number>([processStarted, processExited, declared, printed, dropped, marked, ended, measured, snapshot, cancelAsked])
/** Whether an event of this code says nothing about whether its thread waits. Whoever does anything else waits no more, even where what ended the wait is missing. */
export const saysNothing = (code: number): boolean => tellsNothing.has(code)

/** What an event means for its thread: whether it lives, what it waits for, and where it is. */
export function applyToThread(events: EventColumns, frame: RunFrame, state: RunState, row: number, type: number, thread: number): void {
  const { threads } = state
  const base = thread * threadWords
  const before = word(threads, base + lastWord)
  threads[base + lastWord] = row
  switch (type) {
    case threadStarted:
      threads[base + phaseWord] = phaseLive
      threads[base + sinceWord] = row
      return
    case taskStarted:
      threads[base + phaseWord] = phaseLive
      threads[base + sinceWord] = row
      threads[base + offWord] = offReady
      return
    case resumed:
    case suspended:
    case observed:
      return move(events, threads, row, base, type)
    case threadEnded:
    case raised:
      setLine(events, threads, row, base)
      if (threads[base + phaseWord] === phaseEnded) return
      threads[base + phaseWord] = phaseEnded
      return setWait(threads, base, waitNone, -1, row)
    case requested:
      return ask(events, frame, state, row, base)
    case waitBegan:
      if (isObject(events, frame, row)) learnLock(events, frame, state, row, before)
      begin(events, threads, row, base, isTimed(events, row) ? waitTimedSet : waitSet, events.object[row] ?? -1)
      return ofAny(events, threads, row, base)
    case joinBegan:
      begin(events, threads, row, base, isTimed(events, row) ? waitTimedJoin : waitJoin, events.object[row] ?? -1)
      return ofAny(events, threads, row, base)
    case sleepBegan:
      return begin(events, threads, row, base, waitSleep, -1)
    case reached:
      return setLine(events, threads, row, base)
    default:
      if (!tellsNothing.has(type) && !isBesides(events, frame, state, row, base, type)) act(events, threads, row, base, type)
  }
}

/** On or off the processor: an open wait stays open. */
function move(events: EventColumns, threads: Int32Array, row: number, base: number, type: number): void {
  threads[base + phaseWord] = phaseLive
  setLine(events, threads, row, base)
  const text = events.texts.get(row) ?? ''
  threads[base + offWord] =
    type === resumed ? offNo : type === observed ? offObserved + observedStates.findIndex((state) => state === text) : (offCodes[text] ?? offSuspended)
  if (type === observed) threads[base + cpuWord] = 1 + (Number.isNaN(events.value[row] ?? Number.NaN) ? -1 : (events.value[row] ?? -1))
  if (word(threads, base + waitWord) === waitNone) threads[base + sinceWord] = row
}

/** What it means to be suspended for this; for anything else `offSuspended`. */
const offCodes: Readonly<Record<string, number>> = { '': offReady, idle: offIdle }

/**
 * Whether it is about another lock than the one that its thread waits for, so that the wait goes on: a signal handler or a destructor takes one in the middle of it; of a run
 * seen from outside, who holds a lock becomes known while he waits for something else; and the GIL changes hands whatever its threads wait for.
 */
function isBesides(events: EventColumns, frame: RunFrame, { threads, objects }: RunState, row: number, base: number, type: number): boolean {
  if (type !== acquired && type !== released && type !== tryFailed) return false
  const object = events.object[row] ?? -1
  if (frame.kinds[object] === kindGil) return true
  const [wait, on] = [word(threads, base + waitWord), word(threads, base + onWord)]
  if (wait === waitNone) return false
  if (frame.outside) return on !== object
  if (frame.steps) return false
  switch (wait) {
    case waitObject:
    case waitTimed:
      return on !== object
    case waitSet:
    case waitTimedSet:
      // the lock of a condition may be told to be taken again before the end of the wait
      return frame.kinds[on] !== kindCondition || ![object, -1].includes(word(objects, on * objectWords + extraWord))
    default:
      return wait === waitSleep || wait === waitJoin || wait === waitTimedJoin
  }
}

const isTimed = (events: EventColumns, row: number): boolean => !Number.isNaN(events.value[row] ?? Number.NaN)

function act(events: EventColumns, threads: Int32Array, row: number, base: number, type: number): void {
  threads[base + phaseWord] = phaseLive
  setLine(events, threads, row, base)
  const wait = word(threads, base + waitWord)
  // who was notified has left the condition, and still has to get its lock
  if (type === woken && wait === waitObject && word(threads, base + onWord) !== events.object[row]) return
  if (wait !== waitNone) setWait(threads, base, waitNone, -1, row)
}

/** Who was notified already waits for the condition's lock when it says that it does. */
function ask(events: EventColumns, frame: RunFrame, state: RunState, row: number, base: number): void {
  const { threads } = state
  const on = events.object[row] ?? -1
  const isKnown = word(threads, base + waitWord) === waitObject && word(threads, base + onWord) === on
  const since = word(threads, base + sinceWord)
  begin(events, threads, row, base, isTimed(events, row) ? waitTimed : waitObject, on)
  if (isKnown) threads[base + sinceWord] = since
  threads[base + toWord] = purposeCode(events, frame, state, row)
}

/** A wait at a condition begins behind the release of its lock: that is how the lock is known. */
function learnLock(events: EventColumns, frame: RunFrame, { objects }: RunState, row: number, before: number): void {
  const object = events.object[row] ?? 0
  if (frame.kinds[object] !== kindCondition || before < 0 || events.type[before] !== released) return
  objects[object * objectWords + extraWord] = events.object[before] ?? -1
}

function begin(events: EventColumns, threads: Int32Array, row: number, base: number, wait: number, on: number): void {
  // a thread may wait once more after its uncaught exception: Python's main joins the others then
  threads[base + phaseWord] = phaseLive
  setLine(events, threads, row, base)
  setWait(threads, base, wait, on, row)
}

/** A wait for any of several. */
function ofAny(events: EventColumns, threads: Int32Array, row: number, base: number): void {
  if (events.texts.get(row) === 'any') threads[base + toWord] = toCode('any')
}

function setWait(threads: Int32Array, base: number, wait: number, on: number, row: number): void {
  threads[base + waitWord] = wait
  threads[base + onWord] = on
  threads[base + sinceWord] = row
  threads[base + toWord] = 0
}

function setLine(events: EventColumns, threads: Int32Array, row: number, base: number): void {
  const line = events.line[row] ?? 0
  if (line > 0) threads[base + lineWord] = line
}
