import type { Program } from '../../program/program'
import { eventAt } from '../../trace/decode'
import { type Event, eventCode, type EventType, eventTypes } from '../../trace/event'
import { objectName, type Trace } from '../../trace/trace'
import { choicesOf } from '../choices'
import { objectId } from '../../trace/ids'
import { toldFailure } from '../../program/tasks/awaitedWords'
import { settleFailedTries } from './failedTries'
import { header } from '../state/layout'
import { guardedValues, isPoolProcess, isUnderLock, madeAgain, modelNames, variableNames, wholeOf } from './childProcesses'
import { emptyTurns } from './emptyTurns'
import { type InnerTasks, innerTasks } from './innerTasks'
import { isLoopThread, type LoopThreads, loopThreads } from './loopThreads'
import { hasRealLoop, isLoopEvent, isOfLoop, isOneMore, isAside, isTask, isTimer, isTurn } from './loopTurns'
import { hasPools } from '../operations/poolOperations'
import { scheduleText } from '../schedule'
import { nameOfThread } from '../telling/names'
import { tellingRun, type TellingRun } from '../telling/telling'
import { loopName } from '../../program/tasks/lowerLoopToken'
import { toldWords } from './toldWords'
import { word } from '../state/words'

/** A recorded run in the simulator's steps. */
export interface Followed {
  /** The steps that come to the same events in the same order, as far as that went. */
  readonly schedule: string
  readonly steps: number
  /** Events of the recording that were compared, and how many of them were found again. */
  readonly events: number
  readonly found: number
  /** Where the simulator could not do as the recording says: the event's row, and why; null when it could to the end. */
  readonly departure: { readonly row: number; readonly what: string } | null
}

/** What both tell in the same order; the rest follows from it, or (reads and writes in a recording of synchronisation only) was not recorded. */
const compared: readonly EventType[] = [
  ...([
    'threadStarted',
    'taskStarted',
    'threadEnded',
    'acquired',
    'released',
    'acquiredShared',
    'releasedShared',
    'tryFailed',
    'timedOut',
    'woken',
    'notified'
  ] as const),
  ...(['put', 'got', 'taskDone', 'set', 'cleared', 'arrived', 'broken', 'read', 'written', 'printed', 'chose'] as const)
]
const isCompared = Uint8Array.from(eventTypes, (type) => (compared.includes(type) ? 1 : 0))
/** A thread that takes so many steps without an event is in a loop that the recording does not know. */
const mostSilent = 100_000

/**
 * Takes the steps of a program so that synchronisation, accesses and output come in the order in which a real run of it was recorded (detail `access`), or
 * synchronisation and output alone (`sync`; then accesses fall where they may). Each event is looked for in its own thread, which is stepped until it tells it; of
 * a step with several ways the one that tells it is taken. As recorders put `released` before and `acquired` after the fact, their order is one that can be stepped.
 */
export function followRun(program: Program, trace: Trace): Followed {
  const run = tellingRun(program)
  const real: Real = { inner: innerTasks(program, trace), pool: loopThreads(trace) }
  const match = matching(program, trace, run, real)
  const told = comparedRows(trace, real)
  const rows = trace.header.engine === 'threads' ? settleFailedTries(trace, told) : told
  let found = 0
  for (const row of rows) {
    const what = match(row)
    if (what === 'over') break
    if (what !== null) return { schedule: scheduleText(run.picks), steps: run.picks.length, events: rows.length, found, departure: { row, what } }
    found++
  }
  return { schedule: scheduleText(run.picks), steps: run.picks.length, events: rows.length, found, departure: null }
}

/** What a real loop has beside its tasks. */
interface Real {
  readonly inner: InnerTasks
  readonly pool: LoopThreads
}

/** Rows that the simulator can tell too. Values that main prepared have no order to speak of; its end, and what nobody did, is no step. */
function comparedRows(trace: Trace, { inner, pool }: Real): number[] {
  const { type, thread, object, length } = trace.events
  const isReal = hasRealLoop(trace)
  const isLocked = isUnderLock(trace)
  const rows: number[] = []
  const empty = emptyTurns(trace)
  let alone = true
  for (let row = 0; row < length; row++) {
    if (inner.late.has(row)) rows.push(row)
    if (inner.late.has(row) || inner.rows.has(row) || empty.has(row)) continue
    const code = type[row] ?? 0
    const parent = object[row] ?? -1
    if ((code === eventCode.threadStarted && parent >= 0) || code === eventCode.taskStarted) alone = false
    if (isOfPool(pool, code, thread[row] ?? -1, parent)) {
      if (pool.works.has(row) || code === eventCode.workBegan) rows.push(row)
      continue
    }
    if (isReal && isLoopEvent(trace, code, thread[row] ?? -1)) rows.push(row)
    if (isCompared[code] !== 1 || (thread[row] ?? -1) < 0 || (alone && isAccess(code))) continue
    if (isReal && isTask(trace, thread[row] ?? -1) && isAside(eventTypes[code] ?? 'ended', trace.objects.get(objectId(parent))?.kind)) continue
    const event = eventAt(trace.events, row)
    if ((event.type === 'read' || event.type === 'written') && isLocked(trace.objects.get(event.object)?.name ?? '')) continue
    if (concerns(trace, event, true) && !isHousekeeping(event, 'object' in event ? trace.objects.get(event.object)?.name : undefined)) rows.push(row)
  }
  return rows
}

/** Whether an event is about how a real loop has work done by threads; what these do at their work is the program's. */
function isOfPool({ queues, threads, futures }: LoopThreads, code: number, thread: number, object: number): boolean {
  if (code === eventCode.threadStarted || code === eventCode.threadEnded) return threads.has(thread)
  if (code === eventCode.workBegan || code === eventCode.set) return futures.has(object)
  return code !== eventCode.taskStarted && queues.has(object)
}

/** What goes on at the queue of a pool beside the work: how its workers are told to end, and how it is known that all is done, differs from engine to engine. */
function isHousekeeping(event: Event, queue: string | undefined): boolean {
  // what CPython waits at for whichever of several futures is done
  if (queue?.startsWith('any of ') === true) return true
  if (queue?.startsWith('work of ') !== true) return false
  return (
    event.type === 'taskDone' || event.type === 'woken' || event.type === 'set' || ((event.type === 'put' || event.type === 'got') && event.value === 'None')
  )
}

const isAccess = (code: number): boolean => code === eventCode.read || code === eventCode.written

/** Whether an event is one to compare; how conditions and barriers let threads go is told by what these do next. */
function concerns(trace: Trace, event: Event, recorded: boolean): boolean {
  switch (event.type) {
    case 'threadStarted':
    case 'taskStarted':
      return event.parent >= 0
    case 'threadEnded':
      return event.thread !== 0
    case 'printed':
      return event.stream === 'stdout'
    case 'read':
    case 'written':
      return trace.header.detail === 'access' && (recorded ? trace.objects.has(event.object) : true)
    default:
      return isCompared[eventTypes.indexOf(event.type)] === 1
  }
}

/** Follows one event after another: null when the simulator has come to it too, `over` when all is over, else why it could not. */
function matching(program: Program, trace: Trace, run: TellingRun, { inner, pool }: Real): (row: number) => string | null {
  /** Ids of the recording → ids of the simulator. */
  const threads = new Map([[0, 0]])
  const objects = new Map<number, number>()
  const taken = new Set<number>()
  const declared = new Map<number, { readonly name: string; readonly kind: string }>()
  /** What threads have told that the recording has not come to yet. */
  const ahead = new Map<number, Event[]>()
  let alone = true
  const isPython = trace.header.engine === 'python'
  const inModel = modelNames(trace)
  const recordedNames = variableNames(trace, inModel)
  const guarded = guardedValues(program, trace)
  const again = madeAgain(trace)
  /** The locks that recorded threads have taken for an access of which no more is recorded. */
  const accessing = new Map<number, number>()

  /** Workers of pools by name: CPython starts them later than the model does, and none while another is idle. */
  const workers = new Map<string, number>()
  const mayBeWorker = (name: string): boolean => hasPools(program) && /_\d+$/.test(name)

  const isReal = hasRealLoop(trace)
  const nameOf = (event: Event): string | undefined => ('object' in event ? declared.get(event.object)?.name : undefined)
  /** Tasks of the model. */
  const tasks = new Set<number>()
  /** Clocks of blocks with a timeout that are not over, in the order in which they were begun: the task, and when its time will be over in the recording. */
  const clocks = new Map<number, { readonly task: number; until: number }>()
  /** The time of the recording. */
  let now = 0
  /** Whether main has said that it ends the tasks that are left. */
  let isClosing = false
  /** What each task of the model gave way for last. */
  const gaveWayFor = new Map<number, string>()
  /** Tasks whose end was recorded, but whose group has not heard yet of their failure. */
  const unheard = new Set<number>()
  /** Tasks that give way and go on at once, which the real loop did not have them do. */
  const passing = new Set<number>()
  /** Who asked for the last of the requests to stop that came together. */
  let asker: 'group' | 'clock' | null = null
  /** Threads of the model that do work of `to_thread`, and which of them does what a recorded future is for. */
  const loopWorkers = new Set<number>()
  const doing = new Map<number, number>()

  function hear(events: readonly Event[]): void {
    let begun = -1
    for (const event of events) {
      if (event.type === 'declared') declared.set(event.object, event)
      if (event.type === 'taskStarted') tasks.add(event.thread)
      const clock = clocks.get(event.thread)
      if (clock !== undefined && event.type === 'waitBegan') clock.until = now + (event.timeout ?? Number.POSITIVE_INFINITY) * 1e9
      // blocks end from the inside out
      if (event.type === 'set' && isOfLoop(nameOf(event))) clocks.delete([...clocks].findLast(([, { task }]) => task === event.thread)?.[0] ?? -1)
      if (event.type === 'suspended') gaveWayFor.set(event.thread, event.on)
      if (event.type === 'cleared' && nameOf(event) === 'no task left') isClosing = true
      if (isReal && event.type === 'threadStarted' && isTimer(event.name)) {
        clocks.set(event.thread, { task: event.parent, until: Number.POSITIVE_INFINITY })
        continue
      }
      if ((event.type === 'threadStarted' || event.type === 'taskStarted') && event.parent >= 0) alone = false
      // a process begins with copies, which under Python nobody has written
      if (event.type === 'threadStarted') begun = isPython && event.process !== undefined ? event.thread : -1
      if (event.type === 'written' && event.thread === begun) continue
      if (isReal && event.type === 'threadStarted' && isLoopThread(event.name)) loopWorkers.add(event.thread)
      else if (event.type === 'threadStarted' && mayBeWorker(event.name)) {
        workers.set(event.name, event.thread)
        continue
      }
      if (!isTold(event) || (alone && isAccess(eventCode[event.type]))) continue
      const who = actorOf(event)
      const known = ahead.get(who)
      if (known) known.push(event)
      else ahead.set(who, [event])
    }
  }

  /** A variable that the recorder does not watch; the way out of a condition or barrier. */
  function isUnseen(event: Event): boolean {
    if (isHousekeeping(event, nameOf(event))) return true
    // of a real loop only tasks tell when they have it
    if (isReal && (isOfLoop(nameOf(event)) || (isTurn(event, nameOf(event)) && !tasks.has(event.thread)))) return true
    if (isReal && tasks.has(event.thread) && isAside(event.type, 'object' in event ? declared.get(event.object)?.kind : undefined)) return true
    if (unheard.has(event.thread) && !isStart(event)) return true
    if (loopWorkers.has(event.thread) && (event.type === 'threadEnded' || (event.type === 'set' && declared.get(event.object)?.kind === 'future'))) return true
    if (event.type !== 'read' && event.type !== 'written') return event.type === 'woken' && !isSignal(declared.get(event.object)?.kind)
    return !recordedNames.has(nameOf(event) ?? '') && !isGuarded(event)
  }

  /** Whether the recording tells such an event too. */
  const isTold = (event: Event): boolean => (isGuarded(event) || isWorkBegan(event) || concerns(trace, event, false)) && !isUnseen(event)

  const isWorkBegan = (event: Event): boolean => event.type === 'workBegan' && loopWorkers.has(event.thread)

  /** Whether a real Python takes a lock of the value's own for this access, and records no more of it. */
  const isGuarded = (event: Event): boolean => (event.type === 'read' || event.type === 'written') && guarded.has(wholeOf(nameOf(event) ?? ''))

  function sameObject(recorded: number, told: number): boolean {
    if (recorded < 0 || told < 0) return recorded === told
    const known = objects.get(recorded)
    if (known !== undefined) return known === told
    const [one, other] = [trace.objects.get(recorded as never), declared.get(told)]
    // of futures that no variable holds there may be many
    const isFuture = one?.kind === 'future' && other?.kind === 'future'
    if (taken.has(told) || (inModel(one?.name ?? '') !== other?.name && !isFuture)) return false
    objects.set(recorded, told)
    taken.add(told)
    return true
  }

  function same(recorded: Event, told: Event): boolean {
    if (recorded.type === 'resumed' || recorded.type === 'suspended')
      return isTurn(told, nameOf(told)) && told.type === (recorded.type === 'resumed' ? 'acquired' : 'released')
    if (recorded.type === 'acquired' && isGuarded(told)) return trace.objects.get(recorded.object)?.name === `lock of ${wholeOf(nameOf(told) ?? '')}`
    // work is put into a queue for the threads of the loop, or has a thread of its own
    if (recorded.type === 'put' && pool.queues.has(recorded.object)) return told.type === 'threadStarted' && loopWorkers.has(told.thread)
    if (recorded.type !== told.type) return false
    if (isStart(recorded)) return !isStart(told) || !loopWorkers.has(told.thread)
    if (recorded.type === 'workBegan') return true
    if ('object' in recorded && 'object' in told && !sameObject(recorded.object, told.object)) return false
    if (recorded.type === 'notified' && told.type === 'notified') return recorded.target < 0 ? told.target < 0 : threads.get(recorded.target) === told.target
    // a future is no value that all engines write alike
    if ('value' in told && told.value === '<Future>') return true
    if ('value' in recorded && 'value' in told) return String(recorded.value) === String(told.value)
    return recorded.type !== 'printed' || told.type !== 'printed' || recorded.text === told.text
  }

  function firstOf(events: readonly Event[], who: number): Event | null {
    return events.find((event) => isTold(event) && actorOf(event) === who) ?? null
  }

  /** Takes a step of a thread: of several ways one that tells the event, else one that tells nothing of the thread's. */
  function advance(who: number, recorded: Event, row: number): boolean {
    const ways = run.ways(who)
    if (ways === 0) return false
    let choice = 0
    if (ways > 1) {
      const told = Array.from({ length: Math.min(ways, 1000) }, (_, way) => firstOf(run.foretell({ thread: who, choice: way }), who))
      const asked = futureAskedAt(row, recorded.thread)
      const takes = asked === undefined ? -1 : told.findIndex((_, way) => run.foretell({ thread: who, choice: way }).some((event) => isOf(event, asked)))
      const fitting = takes >= 0 ? takes : told.findIndex((event) => event !== null && same(recorded, event))
      const silent = told.indexOf(null)
      choice = fitting >= 0 ? fitting : Math.max(0, silent)
    }
    hear(run.take({ thread: who, choice }))
    return true
  }

  const isOf = (event: Event, future: number): boolean => event.type === 'woken' && event.object === future

  /** The future that a thread asks for its result around a row: that is the one which it took of those that were done. */
  function futureAskedAt(row: number, thread: number): number | undefined {
    const { type, thread: whose, object, length } = trace.events
    const isAsking = (at: number): boolean => whose[at] === thread && type[at] === eventCode.woken && trace.objects.get(object[at] as never)?.kind === 'future'
    let from = row
    while (from > 0 && (whose[from - 1] !== thread || isCompared[type[from - 1] ?? 0] !== 1 || type[from - 1] === eventCode.woken)) from--
    for (let at = from; at < length; at++) if (isAsking(at)) return objects.get(object[at] ?? -1)
    return undefined
  }

  /** Whoever has a step that tells nothing takes it: leaving a barrier is one. */
  function help(): boolean {
    for (let who = 0; who < word(run.state, header.threads); who++) {
      // when the time is over is for the recording to say
      if (run.ways(who) !== 1 || clocks.has(who) || (ahead.get(who)?.length ?? 0) > 0) continue
      if (run.foretell({ thread: who, choice: 0 }).some(isTold)) continue
      hear(run.take({ thread: who, choice: 0 }))
      return true
    }
    return false
  }

  function endsNext(who: number): boolean {
    const told = run.ways(who) === 1 ? firstOf(run.foretell({ thread: who, choice: 0 }), who) : null
    return run.ways(who) === 1 && (told === null || told.type === 'threadEnded')
  }

  /** The next that a thread has told; whom a `notify_all` wakes may come in any order. */
  function takeFrom(told: Event[], recorded: Event): Event | undefined {
    const end = told.findIndex(({ type }) => type !== 'notified')
    const place = told.slice(0, end < 0 ? told.length : end).findIndex((event) => same(recorded, event))
    return told.splice(Math.max(0, place), 1)[0]
  }

  const hasEnded = (who: number): boolean => ['ended', 'failed'].includes(choicesOf(run.machine, run.state).find(({ thread }) => thread === who)?.status ?? '')

  function whyNot(who: number, row: number): string {
    const all = choicesOf(run.machine, run.state)
    const choice = all.find(({ thread }) => thread === who)
    if (choice === undefined) return 'it is not there'
    const [turn] = choice.waitsFor?.object === loopName ? choice.waitsFor.holders : []
    if (turn === undefined) return `it ${choice.words} (line ${choice.line})`
    return `it has to wait, as ${nameOfThread(run.machine, run.state, turn)} has its turn still${hintAt(row, turn)}`
  }

  /** The thread of the model that does what a recorded thread does, -1 none. */
  function doerOf(recorded: number): number {
    const outer = inner.outer.get(recorded)
    return threads.get(recorded) ?? (outer === undefined ? -1 : doerOf(outer))
  }

  /** What the loop itself asks a task to stop for: another of its group has failed, its time is over, or the loop ends; each may ask several, one behind the other. */
  function stop(row: number, recorded: number): string | null {
    if (!isOneMore(trace, row)) asker = null
    const failed = [...unheard].filter((who) => run.ways(who) > 0)
    if (asker === 'group') return null
    if (asker === null && failed.length > 0) {
      asker = 'group'
      for (const who of failed) finish(who)
      return null
    }
    if (timeIsOver(recorded)) {
      asker = 'clock'
      return null
    }
    if (asker === 'clock') return null
    if (!isClosing && run.ways(0) === 0) return 'in the model nobody asks it to'
    for (let steps = 0; steps < mostSilent && !isClosing && run.ways(0) > 0; steps++) hear(run.take({ thread: 0, choice: 0 }))
    return null
  }

  /** Lets the time be over that a recorded task has; false where the model knows of none. */
  function timeIsOver(recorded: number): boolean {
    const task = doerOf(recorded)
    const [first] = [...clocks].filter(([who, clock]) => clock.task === task && run.ways(who) > 0).toSorted(([, one], [, other]) => one.until - other.until)
    if (first !== undefined) finish(first[0])
    return first !== undefined
  }

  /** Takes all steps of a thread that it can. */
  function finish(who: number): void {
    for (let steps = 0; steps < mostSilent && run.ways(who) > 0; steps++) hear(run.take({ thread: who, choice: 0 }))
  }

  /** Whether a task of the model that has given its loop back has done all it had to. */
  const isAtEnd = (who: number): boolean => gaveWayFor.get(who) === toldFailure || ahead.get(who)?.[0]?.type === 'threadEnded'

  /** Whether a task of the model that gives its loop back does so for the last time. */
  function isLastTurn(who: number): boolean {
    if (gaveWayFor.get(who) === toldFailure) {
      unheard.add(who)
      ahead.delete(who)
      return true
    }
    const [next] = ahead.get(who) ?? []
    return next === undefined ? endsNext(who) : next.type === 'threadEnded'
  }

  /** Whether a task of the model takes a turn of which a real loop knows nothing: from Python 3.12 on who gathers what has ended goes on at once. */
  function isPassing(who: number, told: Event): boolean {
    if (!isReal || !isTurn(told, nameOf(told))) return false
    if (told.type === 'acquired') return passing.delete(who)
    if (gaveWayFor.get(who)?.startsWith('gather of ') !== true || run.ways(who) === 0) return false
    passing.add(who)
    return true
  }

  /** Whether main takes the lock of a shared value for an access before anybody else is there, which the model does not tell. */
  function isAccessAlone(recorded: Event & { readonly type: 'acquired' }): boolean {
    const [next] = ahead.get(0) ?? []
    const name = trace.objects.get(recorded.object)?.name ?? ''
    return guarded.has(name.slice('lock of '.length)) && (next === undefined || !same(recorded, next))
  }

  const [mainEnds, firstStart] = [endOfMain(trace), startOfOthers(trace)]
  hear(run.begun)
  return (row) => {
    const recorded = eventAt(trace.events, row)
    now = recorded.at
    if (recorded.type === 'threadStarted' && isPython && isPoolProcess(recorded.name)) return 'the model does not follow pools of processes of a real Python'
    const object = 'object' in recorded ? recorded.object : null
    const owner = object === null ? undefined : again.get(object)
    if (object !== null && owner !== undefined)
      return `${owner} has made ${objectName(trace, object)} once more for itself; in the model a process begins as a copy and shares it`
    if (recorded.type === 'released' && accessing.get(recorded.thread) === recorded.object) {
      accessing.delete(recorded.thread)
      return null
    }
    if (recorded.type === 'acquired' && row < firstStart && isAccessAlone(recorded)) {
      accessing.set(recorded.thread, recorded.object)
      return null
    }
    if (inner.late.has(row)) return timeIsOver(recorded.thread) ? null : 'in the model it has no time that could be over'
    if (recorded.type === 'cancelAsked') return stop(row, recorded.target)
    if (recorded.type === 'workBegan') {
      const worker = doing.get(recorded.object)
      if (worker === undefined) return 'in the model nobody does this work'
      threads.set(recorded.thread, worker)
    }
    const worker = recorded.type === 'threadStarted' ? workers.get(recorded.name) : undefined
    if (worker !== undefined) {
      threads.set(recorded.thread, worker)
      return null
    }
    if (recorded.type === 'woken' && !isSignal(trace.objects.get(recorded.object)?.kind)) return null
    const who = doerOf(actorOf(recorded))
    if (who < 0 || who >= word(run.state, header.threads)) return 'the model has no such thread'
    for (let silent = 0; silent < mostSilent; silent++) {
      const told = takeFrom(ahead.get(who) ?? [], recorded)
      if (told !== undefined) {
        if (same(recorded, told)) {
          if (recorded.type === 'suspended' && isAtEnd(who)) return `in the model it ends (line ${told.line}) instead`
          if (recorded.type === 'put' && isStart(told)) doing.set(pool.works.get(row) ?? -1, told.thread)
          else if (isStart(told)) threads.set(recorded.thread, told.thread)
          if (recorded.type === 'acquired' && isGuarded(told)) accessing.set(recorded.thread, recorded.object)
          return null
        }
        // the Python recorder does not see reads in conditions and calls
        if (told.type === 'read' && isPython) continue
        // the end of a task is its last turn's
        if (isReal && recorded.type === 'threadEnded' && isTurn(told, nameOf(told)) && isLastTurn(who)) {
          if (unheard.has(who)) return null
          continue
        }
        if (isPassing(who, told)) continue
        return `in the model it ${wordsOf(told)} instead${hintAt(row, null)}`
      }
      // daemons end with the program, whatever they were at
      if (recorded.type === 'threadEnded' && row > mainEnds && !endsNext(who)) return null
      if (!advance(who, recorded, row) && !help()) return recorded.type === 'threadEnded' && hasEnded(who) ? null : `in the model ${whyNot(who, row)}`
    }
    return 'in the model it goes round without an end'
  }

  function wordsOf(event: Event): string {
    const name = nameOf(event) ?? ''
    return `${toldWords(event, name, isReal && isTurn(event, name))}${event.line > 0 ? ` (line ${event.line})` : ''}`
  }

  /** Why that may be: before Python 3.12 others may come in where the work of `wait_for` begins and where it ends. `turn` is whose turn it still is in the model. */
  function hintAt(row: number, turn: number | null): string {
    const waits = [...inner.outer.values()].some((waiter) => threads.get(waiter) === turn) || trace.events.texts.get(row)?.startsWith('wait_for(') === true
    return inner.outer.size > 0 && waits ? ': before Python 3.12 `wait_for` has its work done by a task of its own, in the model by the one that waits' : ''
  }
}

const isStart = (event: Event): boolean => event.type === 'threadStarted' || event.type === 'taskStarted'
const isSignal = (kind: string | undefined): boolean => kind === 'event' || kind === 'queue'

/** The row in which main ends; infinite when it does not. */
function endOfMain({ events: { type, thread, length } }: Trace): number {
  for (let row = length - 1; row >= 0; row--) if (type[row] === eventCode.threadEnded && thread[row] === 0) return row
  return Number.POSITIVE_INFINITY
}

/** The row in which the first beside main starts; infinite when none does. */
function startOfOthers({ events: { type, object, length } }: Trace): number {
  for (let row = 0; row < length; row++) if (type[row] === eventCode.threadStarted && (object[row] ?? -1) >= 0) return row
  return Number.POSITIVE_INFINITY
}

/** Whose doing an event is. */
const actorOf = (event: Event): number => (event.type === 'threadStarted' || event.type === 'taskStarted' ? event.parent : event.thread)
