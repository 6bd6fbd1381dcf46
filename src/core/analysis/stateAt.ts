import { eventAt } from '../trace/decode'
import type { ObjectKind, TraceValue } from '../trace/event'
import { type Moment, moment, type ObjectId, type ThreadId, threadId } from '../trace/ids'
import type { ObjectInfo, Trace } from '../trace/trace'
import { type Replay, replay, replayIndex } from './replay'
import {
  countWord,
  holdWord,
  kindRlock,
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
  waitTimed,
  waitWord,
  word,
  writtenWord
} from './runState'
import { stuckSince } from './stuckSince'
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

/** A permit or lock that is out. */
export interface Hold {
  readonly thread: ThreadId
  readonly since: Moment
  readonly line: number
  /** Which of a semaphore's permits, from 0; 0 for locks. */
  readonly permit: number
}

/** A lock, rlock or semaphore at a moment. */
export interface ObjectMoment {
  readonly id: ObjectId
  readonly kind: ObjectKind
  /** By permit. */
  readonly holders: readonly Hold[]
  /** How often its owner holds an rlock; 1 for a held lock, 0 for a free one; for a semaphore the permits that are out. */
  readonly depth: number
  /** Permits left of a semaphore; null for others. */
  readonly permits: number | null
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
  return (at) => {
    const state = replaying.stateAfter(at)
    const runner = runnerAt(trace.events, frame, state.rows, at)
    const threads = Array.from({ length: frame.threadCount }, (_, id) => threadMoment(trace, frame, state, threadId(id), runner, at, stuck.get(threadId(id))))
    const objects: ObjectMoment[] = []
    const variables: VariableMoment[] = []
    for (const info of trace.objects.values()) {
      if (info.kind === 'variable') variables.push(variableMoment(trace, state, info.id))
      else objects.push(objectMoment(trace, frame, state, info))
    }
    return { at, row: state.rows - 1, threads, objects, variables, printed: state.printed }
  }
}

function threadMoment(trace: Trace, frame: RunFrame, state: RunState, id: ThreadId, runner: number, at: Moment, stuck: Moment | undefined): ThreadMoment {
  const own = stateOf(trace.events, frame, state, id)
  const base = id * threadWords
  const line = word(state.threads, base + lineWord)
  const on = targetOf(waitTargetOf(state, id))
  if (stuck !== undefined && at >= stuck) return { id, state: 'deadlocked', on, line, since: stuck }
  if (id === runner && canRun(own)) return { id, state: 'running', on: null, line, since: lastEvent(trace, state, base) }
  const waits = word(state.threads, base + waitWord) !== waitNone || word(state.threads, base + phaseWord) === phaseEnded
  const since = waits && own !== stateCode.ready ? moment(trace.events.at[word(state.threads, base + sinceWord)] ?? 0) : lastEvent(trace, state, base)
  return { id, state: threadStates[own] ?? 'running', on, line, since }
}

const lastEvent = (trace: Trace, { threads }: RunState, base: number): Moment => moment(trace.events.at[word(threads, base + lastWord)] ?? 0)

function objectMoment({ events }: Trace, frame: RunFrame, state: RunState, { id, kind }: ObjectInfo): ObjectMoment {
  const base = id * objectWords
  const count = word(state.objects, base + countWord)
  const isSemaphore = frame.kinds[id] === kindSemaphore
  const rows = isSemaphore ? (state.permits.get(id) ?? []) : [word(state.objects, base + holdWord)]
  const holders = rows
    .map((row, permit) => ({ row, permit }))
    .filter(({ row }) => row >= 0)
    .map(({ row, permit }) => ({ thread: threadId(events.thread[row] ?? -1), since: moment(events.at[row] ?? 0), line: events.line[row] ?? 0, permit }))
  const depth = isSemaphore || frame.kinds[id] !== kindRlock ? holders.length : count
  return { id, kind, holders, depth, permits: isSemaphore ? count : null, waiters: waitersOf(frame, state, id) }
}

function waitersOf(frame: RunFrame, { threads }: RunState, object: ObjectId): ThreadId[] {
  const waiters: ThreadId[] = []
  for (let thread = 0; thread < frame.threadCount; thread++) {
    const base = thread * threadWords
    const wait = word(threads, base + waitWord)
    if ((wait === waitObject || wait === waitTimed) && word(threads, base + onWord) === object) waiters.push(threadId(thread))
  }
  return waiters.toSorted((a, b) => word(threads, a * threadWords + sinceWord) - word(threads, b * threadWords + sinceWord))
}

function variableMoment({ events }: Trace, { objects, gap }: RunState, id: ObjectId): VariableMoment {
  const row = word(objects, id * objectWords + writtenWord)
  const event = row < 0 ? null : eventAt(events, row)
  const stale = gap > row
  return event?.type === 'written' ? { id, value: event.value, writer: event.thread, at: event.at, stale } : { id, value: null, writer: null, at: null, stale }
}
