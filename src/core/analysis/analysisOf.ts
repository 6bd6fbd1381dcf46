import type { Moment, ObjectId, ThreadId } from '../trace/ids'
import type { Trace } from '../trace/trace'
import { type Counter, countersOf } from './counters'
import { type Deadlock, type DeadlockOptions, deadlocksIndex } from './deadlocks'
import { type LevelColumns, levelsOf } from './levels'
import { type OutputLine, outputLines } from './outputLines'
import { type Ownership, ownershipSlices } from './ownership'
import { type ProcessIndex, processIndex } from './processes'
import { replaySlices } from './replay'
import { type Slices, whole } from './slices'
import { type SpanColumns, spanSlices } from './spans'
import { type RunMoment, stateIndex } from './stateAt'
import { type Statistics, statisticsOf } from './statistics'
import { type WaitEdge, waitForIndex } from './waitFor'

/** All that can be asked about one trace; each part is built when first asked for, once. */
export interface Analysis {
  readonly trace: Trace
  stateAt(at: Moment): RunMoment
  waitForAt(at: Moment): WaitEdge[]
  deadlocksAt(at: Moment, options?: DeadlockOptions): Deadlock[]
  spans(): ReadonlyMap<ThreadId, SpanColumns>
  ownership(): ReadonlyMap<ObjectId, Ownership>
  levels(): ReadonlyMap<ObjectId, LevelColumns>
  /** What the run used, where samples read its counters. */
  counters(): readonly Counter[]
  output(): readonly OutputLine[]
  /** Who its processes were, and what was seen of them. */
  processes(): ProcessIndex
  statistics(): Statistics
  /** Does what takes long of all that, in slices, so that the questions are answered at once afterwards. */
  prepared(): Slices<void>
}

/** The analyses of a trace, sharing one index. For a trace that has grown, ask again with the longer one. */
export function analysisOf(trace: Trace): Analysis {
  const replaying = sliced(() => replaySlices(trace))
  const state = once(() => stateIndex(trace, replaying.all()))
  const waits = once(() => waitForIndex(trace, replaying.all()))
  const deadlocks = once(() => deadlocksIndex(trace, replaying.all()))
  const spans = sliced(() => spanSlices(trace, replaying.all()))
  const ownership = sliced(() => ownershipSlices(trace))
  const levels = once(() => levelsOf(trace))
  return {
    trace,
    stateAt: (at) => state()(at),
    waitForAt: (at) => waits()(at),
    deadlocksAt: (at, options) => deadlocks()(at, options),
    spans: spans.all,
    ownership: ownership.all,
    levels,
    counters: once(() => countersOf(trace)),
    output: once(() => outputLines(trace)),
    processes: once(() => processIndex(trace)),
    statistics: once(() => statisticsOf(trace, { replaying: replaying.all(), spans: spans.all(), ownership: ownership.all(), levels: levels() })),
    *prepared() {
      yield* replaying.rest()
      yield* spans.rest()
      yield* ownership.rest()
      levels()
      yield
    }
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** A part that can be made in slices beforehand, or at one go when it is asked for. */
function sliced<Value>(make: () => Slices<Value>): { all(): Value; rest(): Slices<void> } {
  let made: { value: Value } | null = null
  return {
    all() {
      made ??= { value: whole(make()) }
      return made.value
    },
    *rest() {
      made ??= { value: yield* make() }
    }
  }
}
