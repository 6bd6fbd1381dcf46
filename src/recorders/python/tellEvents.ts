import { type EventColumns, growingColumns } from '../../core/trace/columns'
import { eventCode } from '../../core/trace/event'
import { rowKind } from './layout'
import type { LiveThreads } from './liveThreads'
import { tellTasks } from './tellTasks'

/** Makes events of the tracer's rows. */
export interface EventTeller {
  /** Says which time of the tracer's clock is moment 0. */
  begin(time: number): void
  /** A row, in the order of time. */
  row(rows: EventColumns, row: number): void
  /** An event that the recorder itself knows of, by its cells, at a time of the tracer's clock or the moment already reached, whichever is later. */
  add(type: number, time: number, thread: number, object: number, value: number, text: string | null): void
  /** Lines that were begun and will not be ended are told as they are. */
  finishLines(): void
  /** The events since the last time, null when there are none; the taker owns them. */
  take(): EventColumns | null
  /** Events told so far, and those left out because there were too many. */
  readonly told: number
  readonly left: number
  /** Whether some exception was caught by nobody. */
  readonly failed: boolean
}

const none = Number.NaN
const secondsOf = (nanoseconds: number): number => (nanoseconds < 0 ? none : nanoseconds / 1e9)

/** Rows about an object that need no second look: kind of row → code of event. */
const onObject: Readonly<Record<number, number>> = {
  [rowKind.acquired]: eventCode.acquired,
  [rowKind.released]: eventCode.released,
  [rowKind.tryFailed]: eventCode.tryFailed,
  [rowKind.timedOut]: eventCode.timedOut,
  [rowKind.woken]: eventCode.woken,
  [rowKind.taskDone]: eventCode.taskDone,
  [rowKind.set]: eventCode.set,
  [rowKind.cleared]: eventCode.cleared,
  [rowKind.arrived]: eventCode.arrived,
  [rowKind.broken]: eventCode.broken,
  [rowKind.workEnded]: eventCode.workEnded
}

/** Rows about an object with a value: kind of row → code of event. */
const withValue: Readonly<Record<number, number>> = {
  [rowKind.notified]: eventCode.notified,
  [rowKind.put]: eventCode.put,
  [rowKind.got]: eventCode.got,
  [rowKind.workBegan]: eventCode.workBegan
}

/** Rows about an object with a time limit: kind of row → code of event. */
const withLimit: Readonly<Record<number, number>> = {
  [rowKind.requested]: eventCode.requested,
  [rowKind.waitBegan]: eventCode.waitBegan
}

/** Starts telling. `variables` names the objects of access rows; after `maxEvents` events the rest is counted and left out. */
export function tellEvents(variables: readonly string[], live: LiveThreads, maxEvents: number): EventTeller {
  let out = growingColumns()
  let origin = 0
  let last = 0
  let told = 0
  let left = 0
  let failed = false
  /** Objects by the tracer's numbers. */
  const objectOf: number[] = []
  const shared: number[] = []
  let objects = 0
  let gil = -1
  const over = new Set<number>()
  const unfinished = new Map<string, string>()
  const tasks = tellTasks(push, live)

  /** Rows that come late are told at the moment already reached: moments never go backwards. */
  function reach(time: number): void {
    last = Math.max(last, time - origin)
  }

  function push(type: number, thread: number, object: number, line: number, value: number, text: string | null): void {
    live.apply(type, thread, object, value, text)
    if (type === eventCode.threadEnded) over.add(thread)
    else if (type === eventCode.threadStarted) over.delete(thread)
    if (told >= maxEvents && type !== eventCode.ended) {
      left++
      return
    }
    told++
    out.push(type, last, thread, object, line, value, text)
  }

  /** What was seen from outside says nothing about what threads wait for among themselves. */
  function aside(type: number, thread: number, object: number, value: number, text: string | null): void {
    if (told >= maxEvents) {
      left++
      return
    }
    told++
    out.push(type, last, thread, object, 0, value, text)
  }

  function sampled(kind: number, thread: number, value: number): void {
    if (kind === rowKind.gilSwitches) return aside(eventCode.measured, -1, -1, value, 'GIL switches')
    // who has ended still waits for the GIL to say so to the interpreter
    if (over.has(thread) && (kind === rowKind.gilWaited || kind === rowKind.gilAgain)) return
    if (kind === rowKind.gilWaited) return aside(eventCode.suspended, thread, -1, none, 'the GIL')
    if (kind === rowKind.gilAgain) return aside(eventCode.resumed, thread, -1, none, null)
    if (gil < 0) {
      gil = objects++
      aside(eventCode.declared, thread, gil, none, 'gil GIL')
    }
    aside(kind === rowKind.gilTaken ? eventCode.acquired : eventCode.released, thread, gil, none, null)
  }

  function declare(thread: number, line: number, capacity: number, words: string): number {
    push(eventCode.declared, thread, objects, line, capacity, words)
    return objects++
  }

  function variable(number: number, thread: number, line: number): number {
    const known = shared[number]
    if (known !== undefined) return known
    const id = declare(thread, line, none, `variable ${variables[number] ?? number}`)
    shared[number] = id
    return id
  }

  /** A long line comes in pieces; all but the last say that there is more. */
  function printed(stream: 1 | 2, thread: number, line: number, more: boolean, text: string): void {
    const key = `${stream} ${thread}`
    const whole = (unfinished.get(key) ?? '') + text
    if (more) {
      unfinished.set(key, whole)
      return
    }
    unfinished.delete(key)
    push(eventCode.printed, thread, -1, line, stream, whole)
  }

  function translate(kind: number, thread: number, number: number, line: number, value: number, text: string | null): void {
    switch (kind) {
      case rowKind.threadStarted:
        push(eventCode.threadStarted, number, number === thread ? -1 : thread, line, none, text)
        return value === 1 ? live.daemon(number) : undefined
      case rowKind.threadEnded:
        // 1: not its own record, but that of whoever could not start it
        return push(eventCode.threadEnded, value === 1 ? number : thread, -1, line, none, null)
      case rowKind.declared:
        objectOf[number] = declare(thread, line, value < 0 ? none : value, text ?? 'lock')
        return
      case rowKind.gilTaken:
      case rowKind.gilGiven:
      case rowKind.gilWaited:
      case rowKind.gilAgain:
      case rowKind.gilSwitches:
        return sampled(kind, thread, value)
      case rowKind.native:
        return
      case rowKind.joinBegan:
        return push(eventCode.joinBegan, thread, number, line, secondsOf(value), null)
      case rowKind.joined:
        // 0: it gave up
        return value === 0 ? push(eventCode.timedOut, thread, -1, line, none, null) : push(eventCode.joined, thread, number, line, none, null)
      case rowKind.printedOut:
        return printed(1, thread, line, value !== 0, text ?? '')
      case rowKind.printedError:
        return printed(2, thread, line, value !== 0, text ?? '')
      case rowKind.raised:
        failed = true
        return push(eventCode.raised, thread, -1, line, none, text)
      case rowKind.marked:
        return push(eventCode.marked, thread, -1, line, none, text)
      case rowKind.sleepBegan:
        return push(eventCode.sleepBegan, thread, -1, line, secondsOf(value), null)
      case rowKind.sleepEnded:
        return push(eventCode.sleepEnded, thread, -1, line, none, null)
      case rowKind.read:
        return push(eventCode.read, thread, variable(number, thread, line), line, value, text)
      case rowKind.written:
        return push(eventCode.written, thread, variable(number, thread, line), line, value, text)
      default: {
        const object = objectOf[number] ?? -1
        const [plain, valued, limited] = [onObject[kind], withValue[kind], withLimit[kind]]
        if (plain !== undefined) push(plain, thread, object, line, none, null)
        else if (valued !== undefined) push(valued, thread, object, line, text === null ? value : none, text)
        else if (limited !== undefined) push(limited, thread, object, line, secondsOf(value), text)
      }
    }
  }

  return {
    begin(time) {
      origin = time
    },
    row({ type, at, thread, object, line, value, texts }, row) {
      reach(at[row] ?? 0)
      const [kind, teller, number, place] = [type[row] ?? 0, thread[row] ?? -1, object[row] ?? -1, line[row] ?? 0]
      const [argument, text] = [value[row] ?? 0, texts.get(row) ?? null]
      if (tasks.tell(kind, teller, number, place, argument, text)) return
      const lane = tasks.laneOf(teller)
      // whom a thread's condition wakes is the task that waits there
      translate(kind, lane, number, place, kind === rowKind.notified && argument >= 0 ? tasks.laneOf(argument) : argument, text)
    },
    add(type, time, thread, object, value, text) {
      reach(time)
      push(type, thread, object, 0, value, text)
    },
    finishLines() {
      for (const [key, text] of unfinished) {
        const [stream = 1, thread = -1] = key.split(' ').map(Number)
        push(eventCode.printed, thread, -1, 0, stream, text)
      }
      unfinished.clear()
    },
    take() {
      if (out.length === 0) return null
      const batch = out.view()
      out = growingColumns()
      return batch
    },
    get told() {
      return told
    },
    get left() {
      return left
    },
    get failed() {
      return failed
    }
  }
}
