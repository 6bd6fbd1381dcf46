import { workBands } from '../analysis/workBands'
import type { Analysis } from '../analysis/analysisOf'
import type { LevelColumns } from '../analysis/levels'
import type { BandColumns } from '../analysis/ownership'
import { type Slices, whole } from '../analysis/slices'
import type { Stretch } from '../analysis/unknownStretches'
import type { SpanColumns } from '../analysis/spans'
import { threadStates } from '../analysis/threadState'
import type { ObjectId, ThreadId } from '../trace/ids'
import type { ObjectInfo, Trace } from '../trace/trace'
import { type CounterRow, counterRow } from './timeline/counterRow'
import { groupSpans, mostTasks } from './timeline/groupSpans'
import { type Stall, stallsOf } from '../analysis/stalls'
import { type EventMarks, eventMarks } from './timeline/eventMarks'
import { foreverLength, spansForever } from './timeline/forever'
import { type HoldColumns, holdsByThread } from './ownership/holds'
import { type LevelRow, levelRow } from './ownership/levelRow'
import { type LockLook, lockLook } from './look/lockLook'
import { byProcess, type ProcessGroup, processGroups } from './timeline/processGroups'
import { type PermitRow, permitRows } from './ownership/permitRows'
import { type SpanLane, spanLane } from './timeline/spanLane'
import { stateLooks } from './look/stateLook'
import { type WaitForLayout, waitForLayout } from './waitFor/waitForLayout'
import { isVariable } from '../trace/event'

/** A thread's row of the timeline. */
export interface ThreadRow {
  readonly thread: ThreadId
  readonly name: string
  /** A task: it stands under the thread of its loop. */
  readonly isTask: boolean
  /** How many tasks this lane stands for. */
  readonly stands: number
  readonly spans: SpanColumns
  /** The same spans; bits are severities of states. */
  readonly lane: SpanLane
  readonly marks: EventMarks
  /** Null for a thread that never held anything. */
  readonly holds: HoldColumns | null
}

/** An object's row of the ownership strip. */
export interface ObjectRow {
  readonly info: ObjectInfo
  readonly look: LockLook
  readonly permits: readonly PermitRow[]
  readonly holds: BandColumns
  readonly waits: BandColumns
  /** When it is not known who holds it, or how much there is, since events were lost. */
  readonly unknown: SpanLane
  /** Null for objects that are held. */
  readonly levels: LevelRow | null
}

/** What all scenes of a trace are drawn from: made once a trace, asked at every frame. */
export interface TraceIndex {
  readonly trace: Trace
  readonly analysis: Analysis
  /** By process and id, but tasks stand under the thread of their loop. */
  readonly threads: readonly ThreadRow[]
  /** Whose lanes these are, in their order; none where all are of one process. */
  readonly processes: readonly ProcessGroup[]
  /** A lane for all tasks of each loop that has more than one could look through, named after the first of them; see `folded`. */
  readonly groups: readonly ThreadRow[]
  /** Turns of tasks that held up their loop, the longest first. */
  readonly stalls: readonly Stall[]
  /** All that can be waited for, by id. */
  readonly objects: readonly ObjectRow[]
  /** What the run used, where samples read its counters. */
  readonly counters: readonly CounterRow[]
  /** Where pictures end: the trace's end, and some way beyond where threads are stuck for ever. */
  readonly horizon: number
  /** Threads that are stuck for ever at the trace's end: what they hold then, they hold to the horizon and beyond. */
  readonly stuck: ReadonlySet<ThreadId>
  readonly layout: WaitForLayout
}

const noMarks: EventMarks = { length: 0, at: new Float64Array(), row: new Int32Array() }

/** Makes the index of a trace from its analyses. */
export const traceIndex = (analysis: Analysis): TraceIndex => whole(indexSlices(analysis))

/** `traceIndex` in slices. */
export function* indexSlices(analysis: Analysis): Slices<TraceIndex> {
  yield* analysis.prepared()
  const { trace } = analysis
  const deadlocks = analysis.deadlocksAt(trace.end)
  const stuck = new Set(deadlocks.flatMap(({ threads, verdict }) => (verdict === 'deadlock' ? threads : [])))
  const endless = new Map(
    analysis
      .waitForAt(trace.end)
      .filter(({ thread }) => stuck.has(thread))
      .map((edge) => [edge.thread, edge])
  )
  const horizon = trace.end + (endless.size > 0 ? foreverLength(trace) : 0)
  // of a thread that goes on, nothing is known beyond the end
  const holdEnd = (thread: ThreadId): number => (stuck.has(thread) ? horizon : trace.end)
  const awaited = new Set([...endless.values()].flatMap(({ target }) => ('object' in target ? [target.object] : [])))
  const objects = objectRows(analysis, holdEnd, (object) => (awaited.has(object) ? horizon : trace.end))
  yield
  const marks = yield* eventMarks(trace)
  yield
  const holds = holdsByThread(analysis.ownership(), new Map(objects.map(({ info }, index) => [info.id, index])), holdEnd)
  const threads: ThreadRow[] = []
  for (const [thread, known] of analysis.spans()) {
    yield
    const info = trace.threads.get(thread)
    if (info === undefined) continue
    const edge = endless.get(thread)
    const spans = edge === undefined ? known : spansForever(known, edge, trace.end, horizon)
    threads.push({
      thread,
      name: info.name,
      isTask: info.loop !== null,
      stands: 1,
      spans,
      lane: stateLane(spans),
      marks: marks.get(thread) ?? noMarks,
      holds: holds.get(thread) ?? null
    })
  }
  const counters = analysis.counters().map((counter) => counterRow(counter, trace.header.host?.cores ?? 0))
  const groups = yield* groupsOf(trace, threads, horizon)
  const { stalls } = stallsOf(trace, analysis.spans())
  const processes = processGroups(analysis)
  const lanes = byProcess(processes, nested(trace, threads))
  const layout = yield* waitForLayout(trace, deadlocks)
  return { trace, analysis, threads: lanes, processes, groups, stalls, objects, counters, horizon, stuck, layout }
}

function* groupsOf({ threads }: Trace, rows: readonly ThreadRow[], horizon: number): Slices<ThreadRow[]> {
  const loops = new Map<ThreadId | null, ThreadRow[]>()
  for (const row of rows) {
    const loop = threads.get(row.thread)?.loop ?? null
    const known = loops.get(loop)
    if (known === undefined) loops.set(loop, [row])
    else known.push(row)
  }
  loops.delete(null)
  const groups: ThreadRow[] = []
  for (const members of loops.values()) {
    const [first] = members
    if (first === undefined || members.length <= mostTasks) continue
    const spans = yield* groupSpans(
      members.map((row) => row.spans),
      horizon
    )
    const name = `${members.length} tasks`
    groups.push({ thread: first.thread, name, isTask: true, stands: members.length, spans, lane: stateLane(spans), marks: noMarks, holds: null })
  }
  return groups
}

/** Each thread, and behind it the tasks of its loop. */
function nested({ threads }: Trace, rows: readonly ThreadRow[]): ThreadRow[] {
  const under = new Map<ThreadId, ThreadRow[]>()
  const top: ThreadRow[] = []
  for (const row of rows) {
    const loop = threads.get(row.thread)?.loop ?? null
    // a loop whose thread was never seen has no lane to stand under
    if (loop === null || !threads.has(loop)) top.push(row)
    else under.set(loop, [...(under.get(loop) ?? []), row])
  }
  return under.size === 0 ? top : top.flatMap((row) => [row, ...(under.get(row.thread) ?? [])])
}

function objectRows({ trace, ownership, levels }: Analysis, holdEnd: (thread: ThreadId) => number, levelEnd: (object: ObjectId) => number): ObjectRow[] {
  const owned = ownership()
  const counted = levels()
  const worked = [...trace.objects.values()].some(({ kind }) => kind === 'future') ? workBands(trace) : null
  const infos = [...trace.objects.values()].filter(({ kind }) => !isVariable(kind)).toSorted((one, other) => one.id - other.id)
  return infos.flatMap((info, index): ObjectRow[] => {
    const own = owned.get(info.id)
    if (own === undefined) return []
    // of a future is drawn who works on it
    const work = worked?.get(info.id)
    const known = work === undefined ? own : { ...own, holds: work }
    const columns = counted.get(info.id)
    const level = columns === undefined ? null : levelRow(info, columns, levelEnd(info.id))
    return [
      {
        info,
        look: lockLook(index, info.kind),
        permits: permitRows(known, holdEnd),
        holds: known.holds,
        waits: known.waits,
        unknown: stretchLane(columns === undefined ? own.unknown : lostLevels(columns), trace.end),
        levels: level
      }
    ]
  })
}

const lostLevels = ({ length, from, to, level }: LevelColumns): Stretch[] =>
  Array.from({ length }, (_, index) => ({ from: from[index] ?? 0, to: to[index] ?? 0, level: level[index] ?? 0 })).filter((stretch) => stretch.level < 0)

/** Stretches that go on where nothing has told since end with the trace. */
function stretchLane(stretches: readonly Stretch[], end: number): SpanLane {
  const spans = stretches.map(({ from, to }) => ({ from, to: Math.min(to, end) })).filter(({ from, to }) => from < to)
  return spanLane(
    Float64Array.from(spans, ({ from }) => from),
    Float64Array.from(spans, ({ to }) => to),
    new Uint16Array(spans.length).fill(1)
  )
}

const severityOf = threadStates.map((state) => stateLooks[state].severity)

function stateLane({ from, to, state }: SpanColumns): SpanLane {
  const bits = new Uint16Array(state.length)
  for (let span = 0; span < state.length; span++) bits[span] = 1 << (severityOf[state[span] ?? 0] ?? 0)
  return spanLane(from, to, bits)
}
