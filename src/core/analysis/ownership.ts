import type { EventColumns } from '../trace/columns'
import { eventCode, eventTypes, isVariable } from '../trace/event'
import { type Moment, moment, type ObjectId, objectId, type ThreadId, threadId } from '../trace/ids'
import type { Trace } from '../trace/trace'
import { applyEvent } from './applyEvent'
import { runFrame } from './runFrame'
import { isLost } from './forgetHolds'
import { isCounted } from './levels'
import { lostSince } from './losses'
import { firstState, holdWord, lineWord, objectWords, type RunState, threadWords, waitOver, waitWord, word } from './runState'
import { type Slices, sliceRows, whole } from './slices'
import { waitTargetOf } from './threadState'
import type { Stretch } from './unknownStretches'

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
  /** Events were lost: how long it went on, and what came of it, is not known. */
  readonly lost: boolean
  /** Waits: it ended by getting the object, or by what was waited for. Holds: true. */
  readonly got: boolean
  /** Holds: by a reader of a readers–writer lock, together with others. */
  readonly shared: boolean
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
  readonly lost: Uint8Array
  readonly got: Uint8Array
  readonly shared: Uint8Array
}

/** Who had an object, and who wanted it, over the whole trace. */
export interface Ownership {
  readonly holds: BandColumns
  readonly waits: BandColumns
  /** When it is not known who holds it: from a gap in the recording up to the event that tells it again. */
  readonly unknown: readonly Stretch[]
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
  lost: columns.lost[index] === 1,
  got: columns.got[index] === 1,
  shared: columns.shared[index] === 1
})

interface Strip {
  readonly counted: boolean
  /** When it was first heard of. */
  madeAt: number
  readonly holds: Bands
  readonly waits: Bands
  /** Index of the open hold by permit, of the open wait by thread. */
  readonly openHolds: Map<number, number>
  readonly openWaits: Map<number, number>
  readonly unknown: Stretch[]
  maxHolders: number
}

interface Bands {
  readonly from: number[]
  readonly to: number[]
  readonly thread: number[]
  readonly permit: number[]
  readonly open: number[]
  readonly line: number[]
  readonly lost: number[]
  readonly got: number[]
  readonly shared: number[]
}

const noRows: readonly number[] = []

/** Holds and waits of every object that is waited for, in one pass. */
export const ownershipOf = (trace: Trace): ReadonlyMap<ObjectId, Ownership> => whole(ownershipSlices(trace))

/** `ownershipOf` in slices. */
export function* ownershipSlices(trace: Trace): Slices<ReadonlyMap<ObjectId, Ownership>> {
  const { events } = trace
  const frame = runFrame(trace)
  const state = firstState(frame)
  const strips = new Map<number, Strip>()
  for (const { id, kind } of trace.objects.values()) if (!isVariable(kind)) strips.set(id, emptyStrip(isCounted(kind)))
  let isGapped = false
  const wanted = new Int32Array(frame.threadCount).fill(-1)
  for (let row = 0; row < events.length; row++) {
    if (row % sliceRows === sliceRows - 1) yield
    const type = events.type[row] ?? 0
    const thread = events.thread[row] ?? -1
    const at = events.at[row] ?? 0
    const own = strips.get(events.object[row] ?? -1)
    if (own !== undefined && at < own.madeAt) own.madeAt = at
    const moved = moves[type] ? own : undefined
    const held = moved ? rowsOut(state, events.object[row] ?? 0) : noRows
    applyEvent(events, frame, state)
    const since = lostSince(events, row)
    if (since !== null) {
      isGapped = true
      for (const strip of strips.values()) lose(strip, since)
      wanted.fill(-1)
      continue
    }
    if (isGapped) tellAgain(strips, events.object[row] ?? -1, state, at)
    if (letsOthersGo[type]) {
      for (let other = 0; other < frame.threadCount; other++) changeWait(strips, wanted, waitOf(state, other), other, at, lineOf(state, other), type)
    } else if (thread >= 0) changeWait(strips, wanted, waitOf(state, thread), thread, at, events.line[row] ?? 0, type)
    if (moved) changeHolds(moved, held, rowsOut(state, events.object[row] ?? 0), thread, at, row, events)
  }
  return new Map([...strips].map(([id, strip]) => [objectId(id), finished(strip, trace.end)]))
}

const { acquired, released, acquiredShared, releasedShared, woken, notified, set, arrived, cleared, broken } = eventCode
const lookup = (codes: readonly number[]): readonly boolean[] => eventTypes.map((_, code) => codes.includes(code))
const moves = lookup([acquired, released, acquiredShared, releasedShared])
/** Events that take other threads than their own out of wait sets. */
const letsOthersGo = lookup([notified, set, arrived, cleared, broken])
/** Events by which a wait ends as it should. */
const fulfils = lookup([acquired, acquiredShared, eventCode.put, eventCode.got, woken, notified, set, arrived])

/** Rows of the acquisitions that are out, by permit; a writer has the first row to itself. */
function rowsOut(state: RunState, object: number): readonly number[] {
  const owner = word(state.objects, object * objectWords + holdWord)
  return owner >= 0 ? [owner] : (state.permits.get(object) ?? noRows)
}

/** What a thread waits for, as in `targetCode`; whoever was let go waits no more. */
const waitOf = (state: RunState, thread: number): number =>
  word(state.threads, thread * threadWords + waitWord) === waitOver ? -1 : waitTargetOf(state, thread)

const lineOf = (state: RunState, thread: number): number => word(state.threads, thread * threadWords + lineWord)

function changeHolds(strip: Strip, before: readonly number[], after: readonly number[], thread: number, at: number, row: number, events: EventColumns): void {
  for (let permit = 0; permit < Math.max(before.length, after.length); permit++) {
    const old = before[permit] ?? -1
    const now = after[permit] ?? -1
    if (old === now) continue
    if (old >= 0) end(strip.holds, strip.openHolds, permit, at, true)
    if (now < 0) continue
    const band = begin(strip.holds, thread, permit, at, events.line[row] ?? 0)
    strip.holds.shared[band] = events.type[row] === acquiredShared ? 1 : 0
    strip.openHolds.set(permit, band)
  }
  if (strip.openHolds.size > strip.maxHolders) strip.maxHolders = strip.openHolds.size
}

function changeWait(strips: ReadonlyMap<number, Strip>, wanted: Int32Array, wants: number, thread: number, at: number, line: number, type: number): void {
  const before = wanted[thread] ?? -1
  if (before === wants) return
  wanted[thread] = wants
  const left = strips.get(before)
  if (left) end(left.waits, left.openWaits, thread, at, fulfils[type] ?? false)
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
  bands.lost.push(0)
  bands.got.push(0)
  bands.shared.push(0)
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

/** What was held and wanted at the beginning of a gap is known up to there, what came up within it for no time at all. */
function lose(strip: Strip, since: number): void {
  for (const [bands, open] of [
    [strip.holds, strip.openHolds],
    [strip.waits, strip.openWaits]
  ] as const) {
    for (const [key, index] of open) {
      bands.lost[index] = 1
      end(bands, open, key, Math.max(since, bands.from[index] ?? 0), false)
    }
  }
  if (strip.counted || strip.madeAt === Number.POSITIVE_INFINITY) return
  const last = strip.unknown.at(-1)
  if (last !== undefined && last.to >= since) strip.unknown[strip.unknown.length - 1] = { from: Math.min(last.from, since), to: Number.POSITIVE_INFINITY }
  else strip.unknown.push({ from: Math.max(since, strip.madeAt), to: Number.POSITIVE_INFINITY })
}

/** An event behind a gap may tell who holds an object; of an rlock that may be held from before it, that it is given back leaves that open again. */
function tellAgain(strips: ReadonlyMap<number, Strip>, object: number, state: RunState, at: number): void {
  const strip = strips.get(object)
  if (strip === undefined || strip.counted) return
  const last = strip.unknown.at(-1)
  const isOpen = last?.to === Number.POSITIVE_INFINITY
  if (isOpen === isLost(state, object)) return
  if (isOpen) strip.unknown[strip.unknown.length - 1] = { ...last, to: at }
  else strip.unknown.push({ from: at, to: Number.POSITIVE_INFINITY })
}

const emptyBands = (): Bands => ({ from: [], to: [], thread: [], permit: [], open: [], line: [], lost: [], got: [], shared: [] })
const emptyStrip = (counted: boolean): Strip => ({
  counted,
  madeAt: Number.POSITIVE_INFINITY,
  holds: emptyBands(),
  waits: emptyBands(),
  openHolds: new Map(),
  openWaits: new Map(),
  unknown: [],
  maxHolders: 0
})

function finished({ holds, waits, openHolds, openWaits, unknown, maxHolders }: Strip, endOfTrace: Moment): Ownership {
  for (const index of openHolds.values()) {
    holds.to[index] = endOfTrace
    holds.got[index] = 1
  }
  for (const index of openWaits.values()) waits.to[index] = endOfTrace
  return { holds: columnsOf(holds), waits: columnsOf(waits), unknown, maxHolders }
}

const columnsOf = (bands: Bands): BandColumns => ({
  length: bands.from.length,
  from: Float64Array.from(bands.from),
  to: Float64Array.from(bands.to),
  thread: Int32Array.from(bands.thread),
  permit: Int32Array.from(bands.permit),
  open: Uint8Array.from(bands.open),
  line: Int32Array.from(bands.line),
  lost: Uint8Array.from(bands.lost),
  got: Uint8Array.from(bands.got),
  shared: Uint8Array.from(bands.shared)
})
