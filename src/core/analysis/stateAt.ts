import type { EventColumns } from '../trace/columns'
import { eventAt } from '../trace/decode'
import { eventCode, isVariable, type ObjectKind, type TraceValue } from '../trace/event'
import { type Moment, moment, type ObjectId, type ThreadId, threadId } from '../trace/ids'
import type { ObjectInfo, Trace } from '../trace/trace'
import { isLost } from './forgetHolds'
import { type Replay, replay, replayIndex } from './replay'
import {
  countWord,
  extraWord,
  holdWord,
  kindSemaphore,
  lastWord,
  lineWord,
  objectWords,
  onWord,
  phaseEnded,
  phaseWord,
  type RunFrame,
  type RunState,
  sinceWord,
  threadWords,
  waitNone,
  waitObject,
  waitSet,
  waitTimed,
  waitTimedSet,
  waitWord,
  word,
  writtenWord
} from './runState'
import { stuckSince } from './stuckSince'
import { gapsIn, isWithin, type Stretch, unknownStretches } from './unknownStretches'
import { canRun, runnerAt, stateCode, stateOf, type ThreadState, threadStates, targetOf, type WaitTarget, waitTargetOf } from './threadState'

/** A thread at a moment. */
export interface ThreadMoment {
  readonly id: ThreadId
  readonly state: ThreadState
  /** What it asked for and has not got; null when it asks for nothing. */
  readonly on: WaitTarget | null
  /** Source line, 0 unknown. */
  readonly line: number
  /** When its wait, its end, or its deadlock began; when it is free, its last event. */
  readonly since: Moment
}

/** A permit or lock that is out, or a reader. */
export interface Hold {
  readonly thread: ThreadId
  readonly since: Moment
  readonly line: number
  /** Which of a semaphore's permits, from 0; 0 for locks. */
  readonly permit: number
  /** Held by a reader of a readers–writer lock, together with others. */
  readonly shared: boolean
}

/** An object to wait for at a moment. */
export interface ObjectMoment {
  readonly id: ObjectId
  readonly kind: ObjectKind
  /** False after events were lost, until one tells again who holds it or what it counts: then only permits that were taken since are told of it. */
  readonly known: boolean
  /** By permit. */
  readonly holders: readonly Hold[]
  /** How often its owner holds an rlock; 1 for a held lock, 0 for a free one; for a semaphore the permits that are out. */
  readonly depth: number
  /** Permits left of a semaphore; null for others, and where it is not known. */
  readonly permits: number | null
  /** Values in a queue; threads that have arrived at a barrier; threads in a condition's wait set; 1 for an event that is set, 0 for one that is not; null for others, and where it is not known. */
  readonly count: number | null
  /** Values of a queue that are not reported done; null for others, and where it is not known. */
  readonly unfinished: number | null
  /** A broken barrier. */
  readonly isBroken: boolean
  /** In the order they asked. */
  readonly waiters: readonly ThreadId[]
}

/** A shared variable at a moment. */
export interface VariableMoment {
  readonly id: ObjectId
  /** Null before its first write. */
  readonly value: TraceValue | null
  readonly writer: ThreadId | null
  readonly at: Moment | null
  /** Events were dropped since: it may hold something else by now. */
  readonly stale: boolean
}

/** Everything at a moment. */
export interface RunMoment {
  readonly at: Moment
  /** The last event at or before the moment; -1 none. */
  readonly row: number
  /** By id, those not yet started included. */
  readonly threads: readonly ThreadMoment[]
  readonly objects: readonly ObjectMoment[]
  readonly variables: readonly VariableMoment[]
  /** How many of `outputLines` were printed so far. */
  readonly printed: number
}

/** The state of everything at a moment, after all events at or before it. */
export const stateAt = (trace: Trace, at: Moment): RunMoment => momentsOf(replay(trace))(at)

/** `stateAt` for many moments of one trace. */
export const stateIndex = (trace: Trace, replaying: Replay = replayIndex(trace)): ((at: Moment) => RunMoment) => momentsOf(replaying)

function momentsOf(replaying: Replay): (at: Moment) => RunMoment {
  const { trace, frame } = replaying
  const stuck = stuckSince(trace, replaying)
  const unknown = unknownStretches(trace)
  const gaps = gapsIn(trace)
  return (at) => {
    const state = replaying.stateAfter(at)
    const runner = runnerAt(trace.events, frame, state.rows, at)
    const threads = Array.from({ length: frame.threadCount }, (_, id) =>
      threadMoment(trace, frame, state, threadId(id), runner, at, stuck.get(threadId(id)), unknown.get(threadId(id)) ?? [])
    )
    const isGap = isWithin(gaps, at)
    const forgets = isGap || [...unknown.values()].some((stretches) => isWithin(stretches, at))
    const isHeard = (thread: ThreadId): boolean => !isWithin(unknown.get(thread), at)
    const objects: ObjectMoment[] = []
    const variables: VariableMoment[] = []
    for (const info of trace.objects.values()) {
      if (isVariable(info.kind)) variables.push(variableMoment(trace, state, info.id))
      else {
        const known = !isGap && !(info.kind === 'condition' ? forgets : isLost(state, info.id))
        objects.push(objectMoment(trace, frame, state, info, { known, isGap, isHeard }))
      }
    }
    return { at, row: state.rows - 1, threads, objects, variables, printed: state.printed }
  }
}

function threadMoment(
  trace: Trace,
  frame: RunFrame,
  state: RunState,
  id: ThreadId,
  runner: number,
  at: Moment,
  stuck: Moment | undefined,
  unknown: readonly Stretch[]
): ThreadMoment {
  const own = stateOf(trace.events, frame, state, id)
  const base = id * threadWords
  const line = word(state.threads, base + lineWord)
  const lost = unknown.find((stretch) => isWithin([stretch], at))
  if (lost !== undefined) return { id, state: 'unknown', on: null, line: 0, since: moment(lost.from) }
  const on = targetOf(waitTargetOf(state, id))
  if (stuck !== undefined && at >= stuck) return { id, state: 'deadlocked', on, line, since: stuck }
  if (id === runner && canRun(own)) return { id, state: 'running', on: null, line, since: lastEvent(trace, state, base) }
  const waits = word(state.threads, base + waitWord) !== waitNone || word(state.threads, base + phaseWord) === phaseEnded
  const since = waits && own !== stateCode.ready ? moment(trace.events.at[word(state.threads, base + sinceWord)] ?? 0) : lastEvent(trace, state, base)
  return { id, state: threadStates[own] ?? 'running', on, line, since }
}

const lastEvent = (trace: Trace, { threads }: RunState, base: number): Moment => moment(trace.events.at[word(threads, base + lastWord)] ?? 0)

function objectMoment(
  { events }: Trace,
  frame: RunFrame,
  state: RunState,
  { id, kind }: ObjectInfo,
  { known, isGap, isHeard }: { readonly known: boolean; readonly isGap: boolean; readonly isHeard: (thread: ThreadId) => boolean }
): ObjectMoment {
  const base = id * objectWords
  const count = word(state.objects, base + countWord)
  const extra = word(state.objects, base + extraWord)
  const holders = isGap ? [] : holdersOf(events, state, id)
  const waiters = waitersOf(frame, state, id).filter(isHeard)
  return {
    id,
    kind,
    known,
    holders,
    depth: kind === 'rlock' && known ? count : holders.length,
    permits: known && frame.kinds[id] === kindSemaphore ? count : null,
    count: !known ? null : kind === 'condition' ? waiters.length : counted.has(kind) ? count : null,
    unfinished: known && kind === 'queue' ? extra : null,
    isBroken: kind === 'barrier' && extra > 0,
    waiters
  }
}

const counted: ReadonlySet<ObjectKind> = new Set<ObjectKind>(['queue', 'barrier', 'event'])

/** The owner of a lock (the writer), and whoever has a permit (reads). */
function holdersOf(events: EventColumns, state: RunState, object: ObjectId): Hold[] {
  const owner = word(state.objects, object * objectWords + holdWord)
  const hold = (row: number, permit: number): Hold => {
    const shared = events.type[row] === eventCode.acquiredShared
    return { thread: threadId(events.thread[row] ?? -1), since: moment(events.at[row] ?? 0), line: events.line[row] ?? 0, permit, shared }
  }
  const out = (state.permits.get(object) ?? []).map((row, permit) => (row < 0 ? null : hold(row, permit))).filter((one) => one !== null)
  return owner < 0 ? out : [hold(owner, 0), ...out]
}

function waitersOf(frame: RunFrame, { threads }: RunState, object: ObjectId): ThreadId[] {
  const waiters: ThreadId[] = []
  for (let thread = 0; thread < frame.threadCount; thread++) {
    const base = thread * threadWords
    const wait = word(threads, base + waitWord)
    if (awaits.has(wait) && word(threads, base + onWord) === object) waiters.push(threadId(thread))
  }
  return waiters.toSorted((a, b) => word(threads, a * threadWords + sinceWord) - word(threads, b * threadWords + sinceWord))
}

/** Waits that an object can end. */
const awaits: ReadonlySet<number> = new Set([waitObject, waitTimed, waitSet, waitTimedSet])

function variableMoment({ events }: Trace, { objects, gap }: RunState, id: ObjectId): VariableMoment {
  const row = word(objects, id * objectWords + writtenWord)
  const event = row < 0 ? null : eventAt(events, row)
  const stale = gap > row
  return event?.type === 'written' ? { id, value: event.value, writer: event.thread, at: event.at, stale } : { id, value: null, writer: null, at: null, stale }
}
