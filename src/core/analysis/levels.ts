import type { ObjectKind } from '../trace/event'
import { type Moment, moment, type ObjectId, objectId } from '../trace/ids'
import type { Trace } from '../trace/trace'
import { applyEvent } from './applyEvent'
import { isLost } from './forgetHolds'
import { lostSince } from './losses'
import { runFrame } from './runFrame'
import { countWord, firstState, objectWords, type RunFrame, type RunState, word } from './runState'
import { isWithin, unknownStretches } from './unknownStretches'
import { isInWaitSet, waitSetOf } from './waitSets'

/**
 * How much there is of what an object counts, over time: values in a queue, 1 while an event is set, arrivals at a barrier, threads in a condition's wait set; -1 while it is not known, since events were lost. Sorted,
 * without holes, from the object's making to the end of the trace; stretches of no length are left out.
 */
export interface LevelColumns {
  readonly length: number
  readonly from: Float64Array
  readonly to: Float64Array
  readonly level: Int32Array
  /** The highest it ever was, stretches of no length included. */
  readonly highest: number
  /** What it was in the end, a last stretch of no length included. */
  readonly final: number
}

/** A stretch of an unchanging level. */
export interface Level {
  readonly from: Moment
  readonly to: Moment
  readonly level: number
}

/** A level as an object, from 0 to length - 1. */
export const levelAt = (columns: LevelColumns, index: number): Level => ({
  from: moment(columns.from[index] ?? 0),
  to: moment(columns.to[index] ?? 0),
  level: columns.level[index] ?? 0
})

const counting: ReadonlySet<ObjectKind> = new Set<ObjectKind>(['queue', 'event', 'barrier', 'condition'])
/** Whether an object is told by how much there is of it, and not by who holds it. */
export const isCounted = (kind: ObjectKind): boolean => counting.has(kind)

interface Steps {
  readonly isCondition: boolean
  readonly from: number[]
  readonly level: number[]
  highest: number
}

/** The levels of every queue, event, barrier and condition, in one pass. */
export function levelsOf(trace: Trace): ReadonlyMap<ObjectId, LevelColumns> {
  const { events } = trace
  const counted = [...trace.objects.values()].filter(({ kind }) => counting.has(kind))
  if (counted.length === 0) return new Map()
  const frame = runFrame(trace)
  const state = firstState(frame)
  const steps = new Map(counted.map(({ id, kind }): [number, Steps] => [id, { isCondition: kind === 'condition', from: [], level: [], highest: 0 }]))
  const unheard = [...unknownStretches(trace).values()].flat()
  // behind a gap a condition's wait set is known again when everybody has been heard of
  const heard = unheard.map(({ to }) => to).toSorted((one, other) => one - other)
  const move = (object: number, at: number): void => {
    const known = steps.get(object)
    if (known === undefined) return
    const isUnknown = known.isCondition ? isWithin(unheard, at) : isLost(state, object)
    step(known, at, isUnknown ? -1 : known.isCondition ? inWaitSet(frame, state, object) : word(state.objects, object * objectWords + countWord))
  }
  for (let row = 0; row < events.length; row++) {
    const at = events.at[row] ?? 0
    const object = events.object[row] ?? -1
    const left = waitSetOf(state, events.thread[row] ?? -1)
    applyEvent(events, frame, state)
    const since = lostSince(events, row)
    if (since !== null) {
      for (const known of steps.values()) lose(known, since)
      continue
    }
    move(object, at)
    // whoever takes its lock again has left the condition, said or not
    if (left !== object) move(left, at)
    while (at >= (heard[0] ?? Number.POSITIVE_INFINITY)) {
      heard.shift()
      for (const [id, { isCondition }] of steps) if (isCondition) move(id, at)
    }
  }
  return new Map([...steps].map(([object, known]) => [objectId(object), columnsOf(known, trace.end)]))
}

/** From a gap's beginning on it is not known, whatever was told within it; what is not made yet has no level. */
function lose({ from, level }: Steps, since: number): void {
  const first = from[0]
  if (first === undefined) return
  while (from.length > 0 && (from.at(-1) ?? 0) >= since) {
    from.pop()
    level.pop()
  }
  if (level.at(-1) === -1) return
  from.push(Math.max(since, first))
  level.push(-1)
}

function inWaitSet({ threadCount }: RunFrame, state: RunState, object: number): number {
  let count = 0
  for (let thread = 0; thread < threadCount; thread++) if (isInWaitSet(state, thread, object)) count++
  return count
}

function step(steps: Steps, at: number, level: number): void {
  const last = steps.level.length - 1
  if (last >= 0 && steps.level[last] === level) return
  if (level > steps.highest) steps.highest = level
  // what lay between had no length
  if (last >= 0 && steps.from[last] === at) {
    steps.from.pop()
    steps.level.pop()
    if (steps.level[last - 1] === level) return
  }
  steps.from.push(at)
  steps.level.push(level)
}

function columnsOf({ from, level, highest }: Steps, end: Moment): LevelColumns {
  // the last stretch may begin with the last event
  const length = from.length > 0 && from[from.length - 1] === end ? from.length - 1 : from.length
  return {
    length,
    from: Float64Array.from(from.slice(0, length)),
    to: Float64Array.from(Array.from({ length }, (_, index) => from[index + 1] ?? end)),
    level: Int32Array.from(level.slice(0, length)),
    highest,
    final: level.at(-1) ?? 0
  }
}
