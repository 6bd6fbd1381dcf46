import { eventCode, eventTypes, type Purpose } from '../trace/event'
import { type Moment, moment, type ThreadId, threadId } from '../trace/ids'
import type { Trace } from '../trace/trace'
import { applyEvent } from './applyEvent'
import { purposeOf } from './purpose'
import { type Replay, replayIndex } from './replay'
import { cpuWord, firstState, lineWord, type RunState, threadWords, toWord, word } from './runState'
import { type Slices, sliceRows, whole } from './slices'
import { stuckSince } from './stuckSince'
import { type Stretch, unknownStretches } from './unknownStretches'
import { canRun, stateCode, stateOf, stepper, type ThreadState, threadStates, targetOf, type WaitTarget, waitTargetOf } from './threadState'

/** A stretch of time in which a thread's state and what it waits for stay the same. */
export interface Span {
  readonly from: Moment
  readonly to: Moment
  readonly state: ThreadState
  readonly on: WaitTarget | null
  /** What it asks the object for, where there is more than one thing to ask. */
  readonly purpose: Purpose | null
  /** Source line where it began, 0 unknown. */
  readonly line: number
  /** The processor that a running thread was seen on; null unknown. */
  readonly cpu: number | null
}

/** The spans of a thread as columns, in order, without holes or overlap, from the start to the end of the trace. */
export interface SpanColumns {
  readonly length: number
  readonly from: Float64Array
  readonly to: Float64Array
  /** Codes of `threadStates`. */
  readonly state: Uint8Array
  /** See `targetOf`. */
  readonly on: Int32Array
  /** See `toCode`. */
  readonly purpose: Uint8Array
  readonly line: Int32Array
  /** Of running threads; -1 unknown. */
  readonly cpu: Int16Array
}

/** A span as an object, from 0 to length - 1. */
export function spanAt(columns: SpanColumns, index: number): Span {
  return {
    from: moment(columns.from[index] ?? 0),
    to: moment(columns.to[index] ?? 0),
    state: threadStates[columns.state[index] ?? 0] ?? 'running',
    on: targetOf(columns.on[index] ?? -1),
    purpose: purposeOf(columns.purpose[index] ?? 0),
    line: columns.line[index] ?? 0,
    cpu: (columns.cpu[index] ?? -1) < 0 ? null : (columns.cpu[index] ?? 0)
  }
}

/** The index of the span that holds a moment; the last one at and after the end, -1 when there are none. */
export function spanIndexAt(columns: SpanColumns, at: Moment): number {
  let low = 0
  let high = columns.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((columns.from[middle] ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return Math.max(0, low - 1) - (columns.length === 0 ? 1 : 0)
}

interface Lane {
  readonly from: number[]
  readonly to: number[]
  readonly state: number[]
  readonly on: number[]
  readonly purpose: number[]
  readonly line: number[]
  readonly cpu: number[]
  openFrom: number
  openState: number
  openOn: number
  openPurpose: number
  openLine: number
  openCpu: number
}

/**
 * Every thread's states over the whole trace, in one pass. At each moment the states are those of `stateAt`; stretches of no length are left out, and
 * consecutive steps of one thread are one stretch.
 */
export const spansOf = (trace: Trace, replaying: Replay = replayIndex(trace)): ReadonlyMap<ThreadId, SpanColumns> => whole(spanSlices(trace, replaying))

/** `spansOf` in slices. */
export function* spanSlices(trace: Trace, replaying: Replay): Slices<ReadonlyMap<ThreadId, SpanColumns>> {
  const { events } = trace
  const { frame } = replaying
  const state = firstState(frame)
  const lanes = Array.from({ length: frame.threadCount }, (): Lane => emptyLane(frame.start))
  // only threads that wait can be moved by what another thread does
  const waiting = new Set<number>()

  function update(thread: number, at: number): void {
    const lane = lanes[thread]
    if (lane === undefined) return
    const on = waitTargetOf(state, thread)
    if (on === -1) waiting.delete(thread)
    else waiting.add(thread)
    change(lane, at, stateOf(events, frame, state, thread), on, word(state.threads, thread * threadWords + toWord), lineOf(state, thread), cpuOf(state, thread))
  }

  let rest = sliceRows
  for (let row = 0, before: number = frame.start; row < events.length; ) {
    if (row >= rest) {
      rest = row + sliceRows
      yield
    }
    const at = events.at[row] ?? 0
    let end = row
    let runner = -1
    for (; end < events.length && events.at[end] === at; end++) if (runner < 0) runner = stepper(events, end)
    const lane = frame.steps && runner >= 0 && canRun(stateOf(events, frame, state, runner)) ? lanes[runner] : undefined
    if (lane) change(lane, Math.max(before, at - 1), stateCode.running, -1, 0, lineOf(state, runner), -1)
    for (; row < end; row++) {
      applyEvent(events, frame, state)
      const type = events.type[row] ?? 0
      update(events.thread[row] ?? -1, at)
      if (waiting.size > 0 && wakes[type]) for (const waiter of waiting) update(waiter, at)
    }
    if (lane) update(runner, at)
    before = at
  }
  const stuck = stuckSince(trace, replaying)
  const unknown = unknownStretches(trace)
  const spans = new Map<ThreadId, SpanColumns>()
  for (const [id, lane] of lanes.entries()) {
    spans.set(threadId(id), closed(lane, trace.end, stuck.get(threadId(id)), unknown.get(threadId(id)) ?? []))
    yield
  }
  return spans
}

const { acquired, released, threadEnded, raised, notified, put, got, taskDone, set, cleared, arrived, broken, acquiredShared, releasedShared } = eventCode
const moving = new Set<number>([
  acquired,
  released,
  threadEnded,
  raised,
  notified,
  put,
  got,
  taskDone,
  set,
  cleared,
  arrived,
  broken,
  acquiredShared,
  releasedShared
])
const wakes = eventTypes.map((_, code) => moving.has(code))

const cpuOf = ({ threads }: RunState, thread: number): number => word(threads, thread * threadWords + cpuWord) - 1

const lineOf = ({ threads }: RunState, thread: number): number => word(threads, thread * threadWords + lineWord)

const emptyLane = (start: number): Lane => ({
  from: [],
  to: [],
  state: [],
  on: [],
  purpose: [],
  line: [],
  cpu: [],
  openFrom: start,
  openState: stateCode.notStarted,
  openOn: -1,
  openPurpose: 0,
  openLine: 0,
  openCpu: -1
})

function change(lane: Lane, at: number, state: number, on: number, purpose: number, line: number, seen: number): void {
  const cpu = state === stateCode.running ? seen : -1
  if (state === lane.openState && on === lane.openOn && cpu === lane.openCpu) return
  close(lane, at)
  const last = lane.to.length - 1
  lane.openState = state
  lane.openOn = on
  lane.openCpu = cpu
  lane.openPurpose = purpose
  if (last >= 0 && lane.to[last] === at && lane.state[last] === state && lane.on[last] === on && lane.cpu[last] === cpu) {
    // what lay between had no length: the stretch before goes on
    lane.to.pop()
    lane.state.pop()
    lane.on.pop()
    lane.purpose.pop()
    lane.cpu.pop()
    lane.openFrom = lane.from.pop() ?? at
    lane.openLine = lane.line.pop() ?? line
  } else {
    lane.openFrom = at
    lane.openLine = line
  }
}

function close(lane: Lane, at: number): void {
  if (at <= lane.openFrom) return
  lane.from.push(lane.openFrom)
  lane.to.push(at)
  lane.state.push(lane.openState)
  lane.on.push(lane.openOn)
  lane.purpose.push(lane.openPurpose)
  lane.line.push(lane.openLine)
  lane.cpu.push(lane.openCpu)
}

function closed(lane: Lane, end: Moment, stuck: Moment | undefined, unknown: readonly Stretch[]): SpanColumns {
  close(lane, end)
  forget(lane, unknown, end)
  if (stuck !== undefined && stuck < end) sealFrom(lane, stuck, end)
  return {
    length: lane.from.length,
    from: Float64Array.from(lane.from),
    to: Float64Array.from(lane.to),
    state: Uint8Array.from(lane.state),
    on: Int32Array.from(lane.on),
    purpose: Uint8Array.from(lane.purpose),
    line: Int32Array.from(lane.line),
    cpu: Int16Array.from(lane.cpu)
  }
}

/** Puts stretches of which nothing is known, in order, in the place of what the lane says there. */
function forget(lane: Lane, unknown: readonly Stretch[], end: number): void {
  if (unknown.length === 0) return
  const known = [lane.from, lane.to, lane.state, lane.on, lane.purpose, lane.line, lane.cpu].map((column) => column.splice(0))
  const [starts = [], stops = [], states = [], targets = [], purposes = [], lines = [], cpus = []] = known
  const place = (from: number, to: number, state: number, on = -1, purpose = 0, line = 0, cpu = -1): void => {
    if (to <= from) return
    lane.from.push(from)
    lane.to.push(to)
    lane.state.push(state)
    lane.on.push(on)
    lane.purpose.push(purpose)
    lane.line.push(line)
    lane.cpu.push(cpu)
  }
  let next = 0
  for (let span = 0; span < starts.length; span++) {
    let from = starts[span] ?? 0
    const to = stops[span] ?? 0
    for (let stretch = unknown[next]; stretch !== undefined && stretch.from < to; stretch = unknown[next]) {
      place(from, stretch.from, states[span] ?? 0, targets[span], purposes[span], lines[span], cpus[span])
      const until = Math.min(stretch.to, end)
      // it may go on under the spans behind this one, which are then shorter
      if (stretch.from >= from) place(stretch.from, until, stateCode.unknown)
      from = Math.max(from, until)
      if (until > to) break
      next++
    }
    place(from, to, states[span] ?? 0, targets[span], purposes[span], lines[span], cpus[span])
  }
}

/** Replaces everything from a moment on by one deadlocked stretch. */
function sealFrom(lane: Lane, stuck: Moment, end: Moment): void {
  let keep = lane.from.length
  while (keep > 0 && (lane.from[keep - 1] ?? 0) >= stuck) keep--
  for (const column of [lane.from, lane.to, lane.state, lane.on, lane.purpose, lane.line, lane.cpu]) column.length = keep
  if (keep > 0) lane.to[keep - 1] = stuck
  lane.from.push(stuck)
  lane.to.push(end)
  lane.state.push(stateCode.deadlocked)
  lane.on.push(lane.openOn)
  lane.purpose.push(lane.openPurpose)
  lane.line.push(lane.openLine)
  lane.cpu.push(-1)
}
