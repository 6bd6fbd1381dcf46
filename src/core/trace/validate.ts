import type { EventColumns } from './columns'
import { eventCode, eventTypes, objectKinds, runStatuses } from './event'
import { checkOrder } from './order'
import { failure, type Result, success } from './problem'

/** Ids are counted from 0, so they stay below this or the number of events, whichever is larger: state is kept per id, in proportion to the file. */
const fewIds = 1024
/** More threads than this are no recording of ours. */
const mostThreads = 65_536

/** Checks columns that came from outside, wholly: what `checkColumns` and `checkOrder` check. The problem names the first bad row, from 0. */
export function validate(columns: EventColumns): Result<null> {
  const whole = checkColumns(columns)
  return whole.ok ? checkOrder(columns) : whole
}

/**
 * Checks that columns can be trusted by code: known codes, finite moments that never go back, ids in range, objects declared once and before use and used as
 * what they are, texts where events need them, `ended` last. One pass over the columns.
 */
export function checkColumns(columns: EventColumns): Result<null> {
  const { at, type, thread, object, line, value, length } = columns
  if ([at, type, thread, object, line, value].some((column) => column.length < length)) return bad(0, 'a column is shorter than the others')
  const objects = new Map<number, 'sync' | 'variable'>()
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
const { read, written, printed, raised, sleepBegan, sleepEnded, reached, dropped, marked, ended } = eventCode

const lookup = (codes: readonly number[]): Uint8Array => Uint8Array.from(eventTypes, (_, code) => (codes.includes(code) ? 1 : 0))
const threadCodes = [threadStarted, threadEnded, requested, acquired, released, tryFailed, timedOut, joinBegan, joined, raised, sleepBegan, sleepEnded, reached]
const needsThread = lookup(threadCodes)
const needsText = lookup([processStarted, threadStarted, declared, printed, raised, marked, ended])
const namesSync = lookup([requested, acquired, released, tryFailed])
const namesVariable = lookup([read, written])
const namesThread = lookup([threadStarted, joinBegan, joined])
const counts = lookup([dropped, ended])

function wrongObject(
  columns: EventColumns,
  row: number,
  code: number,
  object: number,
  objects: Map<number, 'sync' | 'variable'>,
  threads: number
): string | null {
  if (code === declared) return wrongDeclaration(columns, row, object, objects)
  if (namesSync[code] || (code === timedOut && object !== -1))
    return objects.get(object) === 'sync' ? null : `object ${object} was not declared as one to wait for`
  if (namesVariable[code]) {
    if (objects.get(object) !== 'variable') return `object ${object} was not declared as a variable`
    return Number.isNaN(columns.value[row] ?? Number.NaN) && !columns.texts.has(row) ? 'its value is missing' : null
  }
  if (namesThread[code]) return object >= (code === threadStarted ? -1 : 0) && object < threads ? null : `there is no thread ${object}`
  if (counts[code] && !((columns.value[row] ?? -1) >= 0)) return 'its count is missing'
  if (code === ended && !runStatuses.some((known) => known === columns.texts.get(row))) return `no run ends as '${columns.texts.get(row) ?? ''}'`
  return null
}

function wrongDeclaration({ texts, value, length }: EventColumns, row: number, object: number, objects: Map<number, 'sync' | 'variable'>): string | null {
  const [kind = ''] = texts.get(row)?.split(' ', 1) ?? []
  if (object < 0 || object >= Math.max(fewIds, length)) return `there is no object ${object}`
  if (objects.has(object)) return `object ${object} is declared a second time`
  if (!objectKinds.some((known) => known === kind) || !texts.get(row)?.includes(' ')) return `'${kind}' is no kind of object with a name`
  const capacity = value[row] ?? Number.NaN
  const counted = kind === 'semaphore' || kind === 'boundedSemaphore'
  if (counted ? !Number.isInteger(capacity) || capacity < 0 : !Number.isNaN(capacity)) return `a ${kind} cannot have ${capacity} permits`
  objects.set(object, kind === 'variable' ? 'variable' : 'sync')
  return null
}
