import type { Moment, ObjectId, ThreadId } from '../trace/ids'
import type { Trace } from '../trace/trace'
import { type Counter, countersOf } from './counters'
import { type Deadlock, type DeadlockOptions, deadlocksIndex } from './deadlocks'
import { type LevelColumns, levelsOf } from './levels'
import { type OutputLine, outputLines } from './outputLines'
import { type Ownership, ownershipOf } from './ownership'
import { replayIndex } from './replay'
import { type SpanColumns, spansOf } from './spans'
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
  statistics(): Statistics
}

/** The analyses of a trace, sharing one index. For a trace that has grown, ask again with the longer one. */
export function analysisOf(trace: Trace): Analysis {
  const replaying = once(() => replayIndex(trace))
  const state = once(() => stateIndex(trace, replaying()))
  const waits = once(() => waitForIndex(trace, replaying()))
  const deadlocks = once(() => deadlocksIndex(trace, replaying()))
  const spans = once(() => spansOf(trace, replaying()))
  const ownership = once(() => ownershipOf(trace))
  const levels = once(() => levelsOf(trace))
  return {
    trace,
    stateAt: (at) => state()(at),
    waitForAt: (at) => waits()(at),
    deadlocksAt: (at, options) => deadlocks()(at, options),
    spans,
    ownership,
    levels,
    counters: once(() => countersOf(trace)),
    output: once(() => outputLines(trace)),
    statistics: once(() => statisticsOf(trace, { replaying: replaying(), spans: spans(), ownership: ownership(), levels: levels() }))
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
