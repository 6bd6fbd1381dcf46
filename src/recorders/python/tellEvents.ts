import { type EventColumns, growingColumns } from '../../core/trace/columns'
import { eventCode } from '../../core/trace/event'
import { rowKind } from './layout'
import type { LiveThreads } from './liveThreads'
import { type Store, surname } from './store'
import { type ProcessTeller, tellProcesses } from './tellProcesses'
import { type TaskTeller, tellTasks } from './tellTasks'

/** Makes events of the tracer's rows. */
export interface EventTeller {
  /** Says which time of the tracer's clock is moment 0. */
  begin(time: number): void
  /** A row of a store, in the order of time. */
  row(store: Store, rows: EventColumns, row: number): void
  readonly processes: ProcessTeller
  /** An event that the recorder itself knows of, by its cells, at a time of the tracer's clock or the moment already reached, whichever is later. */
  add(type: number, time: number, thread: number, object: number, value: number, text: string | null): void
  /** So many events are missing between two times of the tracer's clock. */
  miss(time: number, count: number, since: number): void
  /** Lines that were begun and will not be ended are told as they are. */
  finishLines(): void
  /** The events since the last time, null when there are none; the taker owns them. */
  take(): EventColumns | null
  /** Events told so far, and those left out because there were too many. */
  readonly told: number
  readonly left: number
  /** When the first of those was left out, by the tracer's clock; infinity while there is none. */
  readonly leftFrom: number
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
  [rowKind.workBegan]: eventCode.workBegan,
  [rowKind.valueRead]: eventCode.read,
  [rowKind.valueWritten]: eventCode.written
}

/** Rows about an object with a time limit: kind of row → code of event. */
const withLimit: Readonly<Record<number, number>> = {
  [rowKind.requested]: eventCode.requested,
  [rowKind.waitBegan]: eventCode.waitBegan
}

/** Told however many events there are: without them nobody could say which lanes there are and how the run ended. */
const always = new Set<number>([
  eventCode.threadStarted,
  eventCode.threadEnded,
  eventCode.processStarted,
  eventCode.processExited,
  eventCode.dropped,
  eventCode.ended
])

/** Starts telling. `stores` finds a store by its name; after `maxEvents` events the rest is counted and left out. */
export function tellEvents(stores: (uid: string) => Store | undefined, live: LiveThreads, maxEvents: number): EventTeller {
  let out = growingColumns()
  let origin = 0
  let last = 0
  let told = 0
  let left = 0
  let leftFrom = Number.POSITIVE_INFINITY
  let failed = false
  let objects = 0
  let gil = -1
  const over = new Set<number>()
  const lanes = new Set<number>()
  let nextLane = 1
  const processes = tellProcesses(live, stores, { push, declare, freeLane })
  const unfinished = new Map<string, string>()
  const tasksByStore = new Map<Store, TaskTeller>()

  /** Rows that come late are told at the moment already reached: moments never go backwards. */
  function reach(time: number): void {
    last = Math.max(last, time - origin)
  }

  function push(type: number, thread: number, object: number, line: number, value: number, text: string | null): void {
    live.apply(type, thread, object, value, text)
    if (type === eventCode.threadEnded) over.add(thread)
    else if (type === eventCode.threadStarted) over.delete(thread)
    if (told >= maxEvents && !always.has(type)) return leaveOut()
    told++
    out.push(type, last, thread, object, line, value, text)
  }

  function leaveOut(): void {
    if (left === 0) leftFrom = origin + last
    left++
  }

  /** What was seen from outside says nothing about what threads wait for among themselves. */
  function aside(type: number, thread: number, object: number, value: number, text: string | null): void {
    if (told >= maxEvents) return leaveOut()
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
    processes.remember(objects, capacity, words)
    push(eventCode.declared, thread, objects, line, capacity, words)
    return objects++
  }

  /** Every process has variables of its own. */
  function variable(store: Store, number: number, thread: number, line: number): number {
    const known = store.variables[number]
    if (known !== undefined) return known
    const id = declare(thread, line, none, `variable ${store.variableNames[number] ?? number}${surname(store)}`)
    store.variables[number] = id
    return id
  }

  function freeLane(): number {
    while (lanes.has(nextLane)) nextLane++
    lanes.add(nextLane)
    return nextLane
  }

  /** The lane of a store's thread: its number in the first process, where no other process has taken that. */
  function laneOf(store: Store, thread: number): number {
    const known = thread < 0 ? -1 : store.threads.get(thread)
    if (known !== undefined) return known
    const isOwn = store.process?.name === '' && !lanes.has(thread)
    const lane = isOwn ? thread : freeLane()
    lanes.add(lane)
    store.threads.set(thread, lane)
    return lane
  }

  function startThread(store: Store, thread: number, number: number, line: number, value: number, text: string | null): void {
    const lane = laneOf(store, number)
    const isFirst = store.process?.name === ''
    if (lane === store.process?.main && live.live().includes(lane)) return
    const parent = number === thread ? -1 : laneOf(store, thread)
    const name = lane === store.process?.main && !isFirst ? (store.process?.name ?? text) : `${text ?? ''}${surname(store)}`
    push(eventCode.threadStarted, lane, parent, line, isFirst ? none : (store.process?.pid ?? none), name)
    processes.lane(store, lane, name)
    if ((value & 1) === 1) live.daemon(lane)
    if ((value & 2) === 2) live.serves(lane)
  }

  /** What is told of a store's tasks, in the numbers of the trace. */
  function tasksOf(store: Store): TaskTeller {
    const known = tasksByStore.get(store)
    if (known !== undefined) return known
    const made = tellTasks(
      (type, thread, object, line, value, text) => {
        const lane = laneOf(store, thread)
        const isStart = type === eventCode.taskStarted
        if (isStart) processes.lane(store, lane, text ?? '')
        const other = object >= 0 && (isStart || type === eventCode.cancelAsked) ? laneOf(store, object) : object
        push(type, lane, other, line, isStart ? laneOf(store, value) : value, isStart ? `${text ?? ''}${surname(store)}` : text)
      },
      { idle: (thread, forEver) => live.idle(laneOf(store, thread), forEver), busy: (thread) => live.busy(laneOf(store, thread)) }
    )
    tasksByStore.set(store, made)
    return made
  }

  /** A manager refuses to release what is free, and says so when the release is told already. */
  function isRefused(object: number): boolean {
    const state = live.state(object)
    if (state === null) return false
    if (state.kind === 'boundedSemaphore') return state.count >= state.capacity
    return (state.kind === 'lock' || state.kind === 'rlock') && state.holder === -1
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

  function translate(store: Store, kind: number, number: number, who: number, line: number, value: number, text: string | null): void {
    if (kind >= rowKind.processBegan && kind <= rowKind.processForks) {
      const lane = kind === rowKind.processBegan || kind === rowKind.processNamed ? -1 : laneOf(store, who)
      return processes.row(store, kind, lane, who, number, line, value, text)
    }
    if (kind === rowKind.threadStarted) return startThread(store, who, number, line, value, text)
    const thread = laneOf(store, who)
    switch (kind) {
      case rowKind.threadEnded:
        // 1: not its own record, but that of whoever could not start it
        return push(eventCode.threadEnded, value === 1 ? laneOf(store, number) : thread, -1, line, none, null)
      case rowKind.declared:
        store.objects[number] = declare(thread, line, value < 0 ? none : value, `${text ?? 'lock'}${surname(store)}`)
        return
      case rowKind.gilTaken:
      case rowKind.gilGiven:
      case rowKind.gilWaited:
      case rowKind.gilAgain:
      case rowKind.gilSwitches:
        return sampled(kind, thread, value)
      case rowKind.snapshot:
        return aside(eventCode.snapshot, -1, number, none, text)
      case rowKind.native:
        return
      case rowKind.joinBegan:
        return push(eventCode.joinBegan, thread, laneOf(store, number), line, secondsOf(value), null)
      case rowKind.joined:
        // 0: it gave up
        return value === 0 ? push(eventCode.timedOut, thread, -1, line, none, null) : push(eventCode.joined, thread, laneOf(store, number), line, none, null)
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
      case rowKind.ioBegan:
        return push(eventCode.observed, thread, -1, line, none, 'io')
      case rowKind.ioEnded:
        return push(eventCode.observed, thread, -1, line, none, 'running')
      case rowKind.read:
        return push(eventCode.read, thread, variable(store, number, thread, line), line, value, text)
      case rowKind.written:
        return push(eventCode.written, thread, variable(store, number, thread, line), line, value, text)
      case rowKind.tried:
        return push(eventCode.acquired, thread, processes.object(store, number, thread), line, 1, null)
      default: {
        const object = processes.object(store, number, thread)
        const [plain, valued, limited] = [onObject[kind], withValue[kind], withLimit[kind]]
        if (kind === rowKind.released && isRefused(object)) return
        if (plain !== undefined) push(plain, thread, object, line, none, null)
        else if (valued !== undefined) push(valued, thread, object, line, text !== null ? none : kind === rowKind.notified ? laneOf(store, value) : value, text)
        else if (limited !== undefined) push(limited, thread, object, line, secondsOf(value), text)
      }
    }
  }

  return {
    begin(time) {
      origin = time
    },
    processes,
    row(store, { type, at, thread, object, line, value, texts }, row) {
      reach(at[row] ?? 0)
      const [kind, teller, number, place] = [type[row] ?? 0, thread[row] ?? -1, object[row] ?? -1, line[row] ?? 0]
      const [argument, text] = [value[row] ?? 0, texts.get(row) ?? null]
      const tasks = tasksOf(store)
      // a server's store is silent, and so is one behind the end of its process
      if (store.silent || tasks.tell(kind, teller, number, place, argument, text)) return
      // whom a thread's condition wakes is the task that waits there
      const whom = kind === rowKind.notified && argument >= 0 ? tasks.laneOf(argument) : argument
      translate(store, kind, number, tasks.laneOf(teller), place, whom, text)
    },
    add(type, time, thread, object, value, text) {
      reach(time)
      push(type, thread, object, 0, value, text)
    },
    miss(time, count, since) {
      reach(time)
      push(eventCode.dropped, -1, -1, 0, count, String(Math.max(0, since - origin)))
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
    get leftFrom() {
      return leftFrom
    },
    get failed() {
      return failed
    }
  }
}
