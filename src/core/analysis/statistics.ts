import { eventAt } from '../trace/decode'
import { eventCode, type ObjectKind, type TraceValue } from '../trace/event'
import type { Moment, ObjectId, ThreadId } from '../trace/ids'
import { type Trace, threadName } from '../trace/trace'
import { type Deadlock, deadlocksIndex } from './deadlocks'
import { type LevelColumns, levelsOf } from './levels'
import { type OutputLine, outputLines } from './outputLines'
import { type BandColumns, type Ownership, ownershipOf } from './ownership'
import { type Replay, replayIndex } from './replay'
import { type SpanColumns, spansOf } from './spans'
import { stateIndex } from './stateAt'
import { type ThreadState, threadStates } from './threadState'

/** How a thread spent its time, in the trace's unit. */
export interface ThreadStatistics {
  readonly id: ThreadId
  readonly name: string
  /** At the end of the trace. */
  readonly state: ThreadState
  readonly time: Readonly<Record<ThreadState, number>>
}

/** How an object to wait for was used; times in the trace's unit, waits and holds still open at the end counted up to it. */
export interface ObjectStatistics {
  readonly id: ObjectId
  readonly name: string
  readonly kind: ObjectKind
  readonly capacity: number | null
  /** An rlock's inner acquisitions are not counted. */
  readonly acquisitions: number
  /** Waits that ended with what was waited for: acquisitions that had to wait first, notifies, values put and got. */
  readonly contended: number
  /** Waits that ended without the object: given up, or still open; not those whose end was lost. */
  readonly unmet: number
  readonly totalWait: number
  readonly longestWait: number
  readonly totalHold: number
  readonly longestHold: number
  /** Most often first, then by id. */
  readonly holders: readonly { readonly thread: ThreadId; readonly name: string; readonly acquisitions: number }[]
  readonly maxHolders: number
  /** Most values in a queue, arrivals at a barrier or threads in a condition's wait set at once; 1 for an event that was ever set; null for others. */
  readonly highest: number | null
}

/** An uncaught exception. */
export interface Failure {
  readonly at: Moment
  readonly line: number
  readonly kind: string
  readonly message: string
  readonly thread: ThreadId
}

/** A trace in figures. */
export interface Statistics {
  readonly threads: readonly ThreadStatistics[]
  readonly objects: readonly ObjectStatistics[]
  /** At the end of the trace. */
  readonly deadlocks: readonly Deadlock[]
  readonly output: readonly OutputLine[]
  /** Final values by name, those never written left out. */
  readonly variables: ReadonlyMap<string, TraceValue>
  readonly failures: readonly Failure[]
  readonly events: number
  /** Events that are missing, as far as the trace says. */
  readonly dropped: number
}

/** What was computed before, to be used again. */
export interface Parts {
  readonly replaying?: Replay
  readonly spans?: ReadonlyMap<ThreadId, SpanColumns>
  readonly ownership?: ReadonlyMap<ObjectId, Ownership>
  readonly levels?: ReadonlyMap<ObjectId, LevelColumns>
}

/** Sums up a trace. */
export function statisticsOf(trace: Trace, parts: Parts = {}): Statistics {
  const replaying = parts.replaying ?? replayIndex(trace)
  const spans = parts.spans ?? spansOf(trace, replaying)
  const ownership = parts.ownership ?? ownershipOf(trace)
  const levels = parts.levels ?? levelsOf(trace)
  const end = stateIndex(trace, replaying)(trace.end)
  const variables = new Map<string, TraceValue>()
  for (const { id, value } of end.variables) if (value !== null) variables.set(trace.objects.get(id)?.name ?? `${id}`, value)
  return {
    threads: end.threads.map(({ id, state }) => ({ id, name: threadName(trace, id), state, time: timeInStates(spans.get(id)) })),
    objects: [...ownership].map(([id, bands]) => objectStatistics(trace, id, bands, levels.get(id))),
    deadlocks: deadlocksIndex(trace, replaying)(trace.end),
    output: outputLines(trace),
    variables,
    failures: failuresOf(trace),
    events: trace.events.length,
    dropped: droppedOf(trace)
  }
}

function timeInStates(spans: SpanColumns | undefined): Record<ThreadState, number> {
  const time: Record<ThreadState, number> = {
    notStarted: 0,
    running: 0,
    ready: 0,
    blocked: 0,
    waiting: 0,
    sleeping: 0,
    io: 0,
    finished: 0,
    deadlocked: 0,
    unknown: 0
  }
  const count = spans?.length ?? 0
  for (let i = 0; i < count; i++) time[threadStates[spans?.state[i] ?? 0] ?? 'running'] += (spans?.to[i] ?? 0) - (spans?.from[i] ?? 0)
  return time
}

function objectStatistics(trace: Trace, id: ObjectId, { holds, waits, maxHolders }: Ownership, levels: LevelColumns | undefined): ObjectStatistics {
  const info = trace.objects.get(id)
  const counts = new Map<number, number>()
  for (let i = 0; i < holds.length; i++) counts.set(holds.thread[i] ?? -1, (counts.get(holds.thread[i] ?? -1) ?? 0) + 1)
  let contended = 0
  let lost = 0
  for (let i = 0; i < waits.length; i++) {
    contended += waits.got[i] ?? 0
    lost += waits.lost[i] ?? 0
  }
  const [totalWait, longestWait] = lengths(waits)
  const [totalHold, longestHold] = lengths(holds)
  return {
    id,
    name: info?.name ?? `object ${id}`,
    kind: info?.kind ?? 'lock',
    capacity: info?.capacity ?? null,
    acquisitions: holds.length,
    contended,
    unmet: waits.length - contended - lost,
    totalWait,
    longestWait,
    totalHold,
    longestHold,
    holders: [...counts]
      .toSorted(([a, times], [b, others]) => others - times || a - b)
      .map(([thread, acquisitions]) => ({ thread: thread as ThreadId, name: threadName(trace, thread as ThreadId), acquisitions })),
    maxHolders,
    highest: levels?.highest ?? null
  }
}

function lengths({ length, from, to }: BandColumns): [total: number, longest: number] {
  let total = 0
  let longest = 0
  for (let i = 0; i < length; i++) {
    const duration = (to[i] ?? 0) - (from[i] ?? 0)
    total += duration
    if (duration > longest) longest = duration
  }
  return [total, longest]
}

function failuresOf({ events }: Trace): Failure[] {
  const rows = [...events.texts.keys()].filter((row) => row < events.length && events.type[row] === eventCode.raised).toSorted((a, b) => a - b)
  return rows.flatMap((row) => {
    const event = eventAt(events, row)
    return event.type === 'raised' ? [{ at: event.at, line: event.line, kind: event.kind, message: event.message, thread: event.thread }] : []
  })
}

/** The `ended` event's own count; in a cut trace, the sum of the gaps. */
function droppedOf({ events }: Trace): number {
  let sum = 0
  for (let row = 0; row < events.length; row++) {
    const type = events.type[row]
    if (type === eventCode.ended) return events.value[row] ?? 0
    if (type === eventCode.dropped) sum += events.value[row] ?? 0
  }
  return sum
}
