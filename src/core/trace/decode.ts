import type { EventColumns } from './columns'
import {
  type Event,
  type EventType,
  eventTypes,
  type ObjectKind,
  type ObservedState,
  objectKinds,
  observedStates,
  type Purpose,
  purposes,
  type RunStatus,
  runStatuses,
  type SnapshotKind,
  snapshotKinds
} from './event'
import { moment, objectId, processId, threadId } from './ids'
import { never } from './never'

/** A cell of a typed array that is known to be there. */
const cell = (column: Float64Array | Int32Array | Uint8Array, row: number): number => column[row] ?? Number.NaN

/** The type of the event in a row. */
export function typeAt(columns: EventColumns, row: number): EventType {
  const type = eventTypes[cell(columns.type, row)]
  if (type === undefined) throw new Error(`row ${row}: unknown event code ${cell(columns.type, row)}`)
  return type
}

/** The event in a row, from 0 to length - 1. The inverse of `pushEvent`; for loops over millions of rows read the columns themselves. */
export function eventAt(columns: EventColumns, row: number): Event {
  const type = typeAt(columns, row)
  const happening = { at: moment(cell(columns.at, row)), thread: threadId(cell(columns.thread, row)), line: cell(columns.line, row) }
  const object = cell(columns.object, row)
  const value = cell(columns.value, row)
  const text = columns.texts.get(row) ?? ''
  const orNull = Number.isNaN(value) ? null : value
  switch (type) {
    case 'processStarted':
      return { type, ...happening, process: processId(object), parent: processId(value), command: text }
    case 'processExited':
      return { type, ...happening, process: processId(object), code: value }
    case 'threadStarted':
      return { type, ...happening, parent: threadId(object), name: text, ...(orNull === null ? {} : { process: processId(orNull) }) }
    case 'declared':
      return { type, ...happening, object: objectId(object), ...declaration(text), capacity: orNull }
    case 'requested':
      return { type, ...happening, object: objectId(object), timeout: orNull, ...purpose(text) }
    case 'waitBegan':
      return { type, ...happening, object: objectId(object), timeout: orNull, ...any(text) }
    case 'acquired':
      return { type, ...happening, object: objectId(object), ...(value === 1 ? { tried: true as const } : {}) }
    case 'released':
    case 'tryFailed':
    case 'timedOut':
    case 'woken':
    case 'taskDone':
    case 'set':
    case 'cleared':
    case 'arrived':
    case 'broken':
    case 'acquiredShared':
    case 'releasedShared':
    case 'workEnded':
      return { type, ...happening, object: objectId(object) }
    case 'joinBegan':
      return { type, ...happening, target: threadId(object), ...(orNull === null ? {} : { timeout: orNull }), ...any(text) }
    case 'joined':
      return { type, ...happening, target: threadId(object) }
    case 'read':
    case 'written':
    case 'put':
    case 'got':
      return { type, ...happening, object: objectId(object), value: orNull ?? text }
    case 'taskStarted':
      return { type, ...happening, parent: threadId(object), loop: threadId(value), name: text }
    case 'suspended':
      return { type, ...happening, on: text }
    case 'cancelAsked':
      return { type, ...happening, target: threadId(object) }
    case 'workBegan':
      return { type, ...happening, object: objectId(object), name: text }
    case 'observed':
      return { type, ...happening, state: observedState(text), cpu: orNull }
    case 'measured':
      return { type, ...happening, process: processId(object), name: text, value }
    case 'snapshot':
      return { type, ...happening, process: processId(object), ...snapshot(text) }
    case 'chose':
      return { type, ...happening, value: orNull ?? text }
    case 'notified':
      return { type, ...happening, object: objectId(object), target: threadId(value) }
    case 'printed':
      return { type, ...happening, stream: value === 2 ? 'stderr' : 'stdout', text }
    case 'raised':
      return { type, ...happening, ...exception(text) }
    case 'sleepBegan':
      return { type, ...happening, seconds: value }
    case 'threadEnded':
    case 'resumed':
    case 'cancelled':
    case 'sleepEnded':
    case 'reached':
      return { type, ...happening }
    case 'dropped':
      return { type, ...happening, count: value, since: text === '' ? null : moment(Number(text)) }
    case 'marked':
      return { type, ...happening, text }
    case 'ended':
      return { type, ...happening, status: runStatus(text), dropped: value }
    default:
      return never(type)
  }
}

/** `lock lock_a` → kind and name. */
export function declaration(text: string): { kind: ObjectKind; name: string } {
  const space = text.indexOf(' ')
  const kind = objectKinds.find((known) => known === text.slice(0, space))
  if (kind === undefined) throw new Error(`unknown kind of object in '${text}'`)
  return { kind, name: text.slice(space + 1) }
}

function exception(text: string): { kind: string; message: string } {
  const colon = text.indexOf(': ')
  return colon < 0 ? { kind: text, message: '' } : { kind: text.slice(0, colon), message: text.slice(colon + 2) }
}

/** What a request is for; nothing where it is not said. */
function purpose(text: string): { to?: Exclude<Purpose, 'any'> } {
  const to = purposes.find((known) => known === text)
  return to === undefined || to === 'any' ? {} : { to }
}

/** Whether a wait is for any of several. */
const any = (text: string): { to?: 'any' } => (text === 'any' ? { to: 'any' } : {})

/** `maps {…}` → kind and JSON. */
function snapshot(text: string): { kind: SnapshotKind; json: string } {
  const space = text.indexOf(' ')
  const kind = snapshotKinds.find((known) => known === text.slice(0, space))
  if (kind === undefined) throw new Error(`unknown kind of snapshot in '${text.slice(0, space)}'`)
  return { kind, json: text.slice(space + 1) }
}

function observedState(text: string): ObservedState {
  const state = observedStates.find((known) => known === text)
  if (state === undefined) throw new Error(`unknown state of a thread '${text}'`)
  return state
}

const runStatus = (text: string): RunStatus => runStatuses.find((known) => known === text) ?? 'stopped'
