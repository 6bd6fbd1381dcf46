import type { EventColumns } from './columns'
import { eventCode, eventTypes, isVariable, type ObjectKind, objectKinds, observedStates, purposes, runStatuses, snapshotKinds } from './event'
import { checkOrder, type ToCheck } from './order'
import { failure, type Result, success } from './problem'

/** Ids are counted from 0, so they stay below this or the number of events, whichever is larger: state is kept per id, in proportion to the file. */
const fewIds = 1024
/** More threads than this are no recording of ours. */
const mostThreads = 65_536

/** Checks columns that came from outside, wholly: what `checkColumns` and `checkOrder` check. The problem names the first bad row, from 0. */
export function validate(trace: ToCheck): Result<null> {
  const whole = checkColumns(trace.events)
  return whole.ok ? checkOrder(trace) : whole
}

/**
 * Checks that columns can be trusted by code: known codes, finite moments that never go back, ids in range, objects declared once and before use and used as
 * what they are, texts where events need them, `ended` last. One pass over the columns.
 */
export function checkColumns(columns: EventColumns): Result<null> {
  const { at, type, thread, object, line, value, length } = columns
  if ([at, type, thread, object, line, value].some((column) => column.length < length)) return bad(0, 'a column is shorter than the others')
  const objects = new Map<number, ObjectKind>()
  const threads = Math.min(mostThreads, Math.max(fewIds, length))
  let before = 0
  for (let row = 0; row < length; row++) {
    const now = at[row] ?? Number.NaN
    if (!(now >= before && now < Number.POSITIVE_INFINITY)) return bad(row, `its moment ${now} comes before the one before it, ${before}`)
    before = now
    const code = type[row] ?? 255
    if (code >= eventTypes.length) return bad(row, `no event has the code ${code}`)
    const who = thread[row] ?? -1
    if (who < (needsThread[code] ? 0 : -1) || who >= threads) return bad(row, `there is no thread ${who}`)
    if ((line[row] ?? 0) < 0) return bad(row, `there is no line ${line[row]}`)
    if (needsText[code] && !columns.texts.has(row)) return bad(row, 'its text is missing')
    const wrong = wrongObject(columns, row, code, object[row] ?? -1, objects, threads)
    if (wrong !== null) return bad(row, wrong)
    if (code === eventCode.ended && row < length - 1) return bad(row, 'the run has ended, and events follow')
  }
  return success(null)
}

const bad = (row: number, what: string) => failure(`event ${row}`, `${what[0]?.toUpperCase()}${what.slice(1)}.`, 'Record the run again, or open another copy.')

const { processStarted, threadStarted, threadEnded, declared, requested, acquired, released, tryFailed, timedOut, joinBegan, joined } = eventCode
const { read, written, printed, raised, sleepBegan, sleepEnded, reached, dropped, marked, ended, waitBegan, woken, notified } = eventCode
const { put, got, taskDone, set, cleared, arrived, broken, acquiredShared, releasedShared, chose } = eventCode
const { taskStarted, resumed, suspended, cancelAsked, cancelled, workBegan, workEnded, observed, measured, snapshot } = eventCode

const lookup = (codes: readonly number[]): Uint8Array => Uint8Array.from(eventTypes, (_, code) => (codes.includes(code) ? 1 : 0))
const threadCodes = [threadStarted, threadEnded, joinBegan, joined, raised, sleepBegan, sleepEnded, reached, chose]
const taskCodes = [taskStarted, resumed, suspended, cancelAsked, cancelled, observed]

const holdable: readonly ObjectKind[] = ['lock', 'rlock', 'semaphore', 'boundedSemaphore', 'rwlock', 'gil']
const withWaitSet: readonly ObjectKind[] = ['condition', 'event', 'barrier', 'future', 'futex']
const anySync = objectKinds.filter((kind) => !isVariable(kind))
/** Events about an object to wait for, and the kinds of objects that know them. */
const syncEvents = new Map<number, readonly ObjectKind[]>([
  [requested, [...holdable, 'queue']],
  [acquired, holdable],
  [released, holdable],
  [tryFailed, anySync],
  [timedOut, anySync],
  [waitBegan, withWaitSet],
  [woken, [...withWaitSet, 'queue', 'lock', 'semaphore', 'boundedSemaphore']],
  [notified, ['condition']],
  [put, ['queue']],
  [got, ['queue']],
  [taskDone, ['queue']],
  [set, ['event', 'future', 'queue']],
  [cleared, ['event', 'barrier']],
  [arrived, ['barrier']],
  [broken, ['barrier']],
  [acquiredShared, ['rwlock']],
  [releasedShared, ['rwlock']],
  [workBegan, ['future']],
  [workEnded, ['future']]
])
const needsThread = lookup([...threadCodes, ...taskCodes, ...syncEvents.keys()])
const needsText = lookup([
  processStarted,
  threadStarted,
  declared,
  printed,
  raised,
  marked,
  ended,
  taskStarted,
  suspended,
  workBegan,
  observed,
  measured,
  snapshot
])
const needsValue = lookup([read, written, put, got, chose])
const needsNumber = lookup([measured])
const namesVariable = lookup([read, written])
const namesThread = lookup([threadStarted, joinBegan, joined, taskStarted, cancelAsked])
const counts = lookup([dropped, ended])

function wrongObject(columns: EventColumns, row: number, code: number, object: number, objects: Map<number, ObjectKind>, threads: number): string | null {
  if (code === declared) return wrongDeclaration(columns, row, object, objects)
  const kinds = code === timedOut && object === -1 ? undefined : syncEvents.get(code)
  if (kinds !== undefined) {
    const kind = objects.get(object)
    if (kind === undefined || isVariable(kind)) return `object ${object} was not declared as one to wait for`
    if (!kinds.includes(kind)) return `object ${object} is a ${kind}, which knows no '${eventTypes[code] ?? ''}'`
  }
  if (namesVariable[code] && !isVariable(objects.get(object))) return `object ${object} was not declared as a variable`
  if (needsValue[code] && Number.isNaN(columns.value[row] ?? Number.NaN) && !columns.texts.has(row)) return 'its value is missing'
  if (needsNumber[code] && Number.isNaN(columns.value[row] ?? Number.NaN)) return 'its value is missing'
  if (code === observed) return wrongWord(columns.texts.get(row), observedStates, 'no thread is')
  if (code === snapshot) return wrongWord(columns.texts.get(row)?.split(' ', 1)[0], snapshotKinds, 'nobody looks at the')
  if (code === taskStarted && !isThreadOrNone(columns.value[row] ?? Number.NaN, threads)) return `there is no loop ${columns.value[row]}`
  if (code === requested) return wrongPurpose(columns.texts.get(row))
  if (code === notified) return isThreadOrNone(columns.value[row] ?? Number.NaN, threads) ? null : `there is no thread ${columns.value[row]}`
  if (namesThread[code]) return object >= (code === threadStarted || code === taskStarted ? -1 : 0) && object < threads ? null : `there is no thread ${object}`
  if (counts[code] && !((columns.value[row] ?? -1) >= 0)) return 'its count is missing'
  if (code === ended && !runStatuses.some((known) => known === columns.texts.get(row))) return `no run ends as '${columns.texts.get(row) ?? ''}'`
  return null
}

const isThreadOrNone = (target: number, threads: number): boolean => Number.isInteger(target) && target >= -1 && target < threads

const wrongWord = (word = '', known: readonly string[], what: string): string | null => (known.includes(word) ? null : `${what} '${word}'`)

const wrongPurpose = (text: string | undefined): string | null =>
  text === undefined || purposes.some((known) => known === text && known !== 'any') ? null : `nobody asks for an object to '${text}'`

function wrongDeclaration({ texts, value, length }: EventColumns, row: number, object: number, objects: Map<number, ObjectKind>): string | null {
  const [word = ''] = texts.get(row)?.split(' ', 1) ?? []
  if (object < 0 || object >= Math.max(fewIds, length)) return `there is no object ${object}`
  if (objects.has(object)) return `object ${object} is declared a second time`
  const kind = objectKinds.find((known) => known === word)
  if (kind === undefined || !texts.get(row)?.includes(' ')) return `'${word}' is no kind of object with a name`
  const capacity = value[row] ?? Number.NaN
  if (!isCapacity(kind, capacity)) return `a ${kind} cannot have ${capacity} ${capacities[kind]?.of ?? 'permits'}`
  objects.set(object, kind)
  return null
}

/** What the capacity of an object counts, where it has one, and the least it can be. */
const capacities: Readonly<Partial<Record<ObjectKind, { readonly of: string; readonly least: number; readonly optional: boolean }>>> = {
  semaphore: { of: 'permits', least: 0, optional: false },
  boundedSemaphore: { of: 'permits', least: 0, optional: false },
  barrier: { of: 'parties', least: 1, optional: false },
  queue: { of: 'places', least: 1, optional: true }
}

function isCapacity(kind: ObjectKind, capacity: number): boolean {
  const known = capacities[kind]
  if (known === undefined || Number.isNaN(capacity)) return Number.isNaN(capacity) && (known?.optional ?? true)
  return Number.isInteger(capacity) && capacity >= known.least
}
