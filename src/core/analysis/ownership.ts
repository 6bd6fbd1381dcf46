import { eventCode } from '../trace/event'
import { type Moment, moment, type ObjectId, objectId, type ThreadId, threadId } from '../trace/ids'
import type { Trace } from '../trace/trace'
import { applyEvent } from './applyEvent'
import { runFrame } from './runFrame'
import { firstState, holdWord, kindSemaphore, objectWords, type RunFrame, type RunState, word } from './runState'
import { waitTargetOf } from './threadState'

/** A stretch of time in which a thread holds an object, or waits for it. */
export interface Band {
  readonly from: Moment
  readonly to: Moment
  readonly thread: ThreadId
  /** Holds: which permit, from 0 (0 for locks). Waits: 0. */
  readonly permit: number
  /** It had not ended when the trace did. */
  readonly open: boolean
  /** Source line of the acquisition or request, 0 unknown. */
  readonly line: number
  /** Waits: it ended by getting the object. Holds: true. */
  readonly got: boolean
}

/** Bands as columns, in the order of their beginnings. */
export interface BandColumns {
  readonly length: number
  readonly from: Float64Array
  readonly to: Float64Array
  readonly thread: Int32Array
  readonly permit: Int32Array
  readonly open: Uint8Array
  readonly line: Int32Array
  readonly got: Uint8Array
}

/** Who had an object, and who wanted it, over the whole trace. */
export interface Ownership {
  readonly holds: BandColumns
  readonly waits: BandColumns
  /** Most permits that were out at once; 1 for a lock that was ever held. */
  readonly maxHolders: number
}

/** A band as an object, from 0 to length - 1. */
export const bandAt = (columns: BandColumns, index: number): Band => ({
  from: moment(columns.from[index] ?? 0),
  to: moment(columns.to[index] ?? 0),
  thread: threadId(columns.thread[index] ?? -1),
  permit: columns.permit[index] ?? 0,
  open: columns.open[index] === 1,
  line: columns.line[index] ?? 0,
  got: columns.got[index] === 1
})

interface Strip {
  readonly holds: Bands
  readonly waits: Bands
  /** Index of the open hold by permit, of the open wait by thread. */
  readonly openHolds: Map<number, number>
  readonly openWaits: Map<number, number>
  maxHolders: number
}

interface Bands {
  readonly from: number[]
  readonly to: number[]
  readonly thread: number[]
  readonly permit: number[]
  readonly open: number[]
  readonly line: number[]
  readonly got: number[]
}

const noRows: readonly number[] = []

/** Holds and waits of every lock, rlock and semaphore, in one pass. */
export function ownershipOf(trace: Trace): ReadonlyMap<ObjectId, Ownership> {
  const { events } = trace
  const frame = runFrame(trace)
  const state = firstState(trace, frame)
  const strips = new Map<number, Strip>()
  for (const { id, kind } of trace.objects.values()) if (kind !== 'variable') strips.set(id, emptyStrip())
  for (let row = 0; row < events.length; row++) {
    const type = events.type[row] ?? 0
    const thread = events.thread[row] ?? -1
    const at = events.at[row] ?? 0
    const moved = type === eventCode.acquired || type === eventCode.released ? strips.get(events.object[row] ?? -1) : undefined
    const wanted = thread < 0 ? -1 : waitTargetOf(state, thread)
    const held = moved ? rowsOut(frame, state, events.object[row] ?? 0) : noRows
    applyEvent(events, frame, state)
    const wants = thread < 0 ? -1 : waitTargetOf(state, thread)
    if (wanted !== wants || type === eventCode.requested) changeWait(strips, wanted, wants, thread, at, events.line[row] ?? 0, type === eventCode.acquired)
    if (moved) changeHolds(moved, held, rowsOut(frame, state, events.object[row] ?? 0), thread, at, events.line[row] ?? 0)
  }
  return new Map([...strips].map(([id, strip]) => [objectId(id), finished(strip, trace.end)]))
}

/** Rows of the acquisitions that are out, by permit. */
function rowsOut(frame: RunFrame, state: RunState, object: number): readonly number[] {
  if (frame.kinds[object] === kindSemaphore) return state.permits.get(object) ?? noRows
  return [word(state.objects, object * objectWords + holdWord)]
}

function changeHolds(strip: Strip, before: readonly number[], after: readonly number[], thread: number, at: number, line: number): void {
  for (let permit = 0; permit < Math.max(before.length, after.length); permit++) {
    const old = before[permit] ?? -1
    const now = after[permit] ?? -1
    if (old === now) continue
    if (old >= 0) end(strip.holds, strip.openHolds, permit, at, true)
    if (now >= 0) strip.openHolds.set(permit, begin(strip.holds, thread, permit, at, line))
  }
  if (strip.openHolds.size > strip.maxHolders) strip.maxHolders = strip.openHolds.size
}

function changeWait(strips: Map<number, Strip>, wanted: number, wants: number, thread: number, at: number, line: number, got: boolean): void {
  const left = strips.get(wanted)
  if (left) end(left.waits, left.openWaits, thread, at, got)
  const joined = strips.get(wants)
  if (joined) joined.openWaits.set(thread, begin(joined.waits, thread, 0, at, line))
}

function begin(bands: Bands, thread: number, permit: number, at: number, line: number): number {
  bands.from.push(at)
  bands.to.push(at)
  bands.thread.push(thread)
  bands.permit.push(permit)
  bands.open.push(1)
  bands.line.push(line)
  bands.got.push(0)
  return bands.from.length - 1
}

function end(bands: Bands, open: Map<number, number>, key: number, at: number, got: boolean): void {
  const index = open.get(key)
  if (index === undefined) return
  open.delete(key)
  bands.to[index] = at
  bands.open[index] = 0
  bands.got[index] = got ? 1 : 0
}

const emptyBands = (): Bands => ({ from: [], to: [], thread: [], permit: [], open: [], line: [], got: [] })
const emptyStrip = (): Strip => ({ holds: emptyBands(), waits: emptyBands(), openHolds: new Map(), openWaits: new Map(), maxHolders: 0 })

function finished({ holds, waits, openHolds, openWaits, maxHolders }: Strip, endOfTrace: Moment): Ownership {
  for (const index of openHolds.values()) {
    holds.to[index] = endOfTrace
    holds.got[index] = 1
  }
  for (const index of openWaits.values()) waits.to[index] = endOfTrace
  return { holds: columnsOf(holds), waits: columnsOf(waits), maxHolders }
}

const columnsOf = (bands: Bands): BandColumns => ({
  length: bands.from.length,
  from: Float64Array.from(bands.from),
  to: Float64Array.from(bands.to),
  thread: Int32Array.from(bands.thread),
  permit: Int32Array.from(bands.permit),
  open: Uint8Array.from(bands.open),
  line: Int32Array.from(bands.line),
  got: Uint8Array.from(bands.got)
})
