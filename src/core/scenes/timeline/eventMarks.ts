import { type EventType, eventTypes } from '../../trace/event'
import { noThread, type ThreadId, threadId } from '../../trace/ids'
import type { Trace } from '../../trace/trace'
import { type Slices, sliceRows } from '../../analysis/slices'
import type { GlyphName } from '../shape'

/** The events of one thread that have a glyph, in order of time. */
export interface EventMarks {
  readonly length: number
  readonly at: Float64Array
  /** Row of the event in the trace. */
  readonly row: Int32Array
}

/** The glyph of each kind of event, null for those that bars and rules already tell. */
export const glyphOf: Readonly<Record<EventType, GlyphName | null>> = {
  processStarted: null,
  processExited: null,
  threadStarted: 'spawn',
  threadEnded: null,
  declared: null,
  requested: 'request',
  acquired: 'acquire',
  released: 'release',
  tryFailed: 'tryFail',
  timedOut: 'timeout',
  joinBegan: null,
  joined: 'join',
  read: 'read',
  written: 'write',
  printed: 'print',
  raised: 'exception',
  sleepBegan: null,
  sleepEnded: null,
  reached: null,
  dropped: 'gap',
  marked: 'note',
  ended: null,
  waitBegan: 'wait',
  woken: 'wake',
  notified: 'notify',
  put: 'put',
  got: 'get',
  taskDone: 'done',
  set: 'set',
  cleared: 'clear',
  arrived: 'arrive',
  broken: 'broken',
  acquiredShared: 'acquire',
  releasedShared: 'release',
  chose: 'choose',
  taskStarted: 'spawn',
  resumed: null,
  suspended: null,
  cancelAsked: 'cancel',
  cancelled: 'cancel',
  workBegan: null,
  workEnded: null,
  observed: null,
  measured: null,
  snapshot: null
}

/**
 * The marks of every thread; the start of a thread is marked on its parent, a person's mark and a gap of the whole run on the first. A request that is granted at once shows
 * its grant only. Two passes over the columns, in slices.
 */
export function* eventMarks(trace: Trace): Slices<ReadonlyMap<ThreadId, EventMarks>> {
  const { events } = trace
  const counts = new Map<number, number>()
  const rows = new Int32Array(events.length)
  const owners = new Int32Array(events.length)
  const [first = noThread] = trace.threads.keys()
  let length = 0
  for (let row = 0; row < events.length; row++) {
    if (row % sliceRows === sliceRows - 1) yield
    const type = events.type[row] ?? 0
    if (!hasGlyph[type]) continue
    if (type === requested && isGranted(trace, row)) continue
    const about = (type === started || type === taskStarted ? events.object[row] : events.thread[row]) ?? -1
    const owner = about < 0 && ofTheRun[type] ? first : about
    if (owner < 0) continue
    rows[length] = row
    owners[length++] = owner
    counts.set(owner, (counts.get(owner) ?? 0) + 1)
  }
  const marks = new Map([...counts].map(([owner, count]) => [owner, { length: 0, at: new Float64Array(count), row: new Int32Array(count) }]))
  for (let index = 0; index < length; index++) {
    if (index % sliceRows === sliceRows - 1) yield
    const mark = marks.get(owners[index] ?? -1)
    if (mark === undefined) continue
    const row = rows[index] ?? 0
    mark.at[mark.length] = events.at[row] ?? 0
    mark.row[mark.length++] = row
  }
  return new Map([...marks].map(([owner, mark]) => [threadId(owner), mark]))
}

const hasGlyph = eventTypes.map((type) => glyphOf[type] !== null)
/** What may be told of nobody. */
const ofTheRun = eventTypes.map((type) => type === 'marked' || type === 'dropped')
const requested = eventTypes.indexOf('requested')
const acquired = eventTypes.indexOf('acquired')
const started = eventTypes.indexOf('threadStarted')
const taskStarted = eventTypes.indexOf('taskStarted')

/** Whether the next row is the same thread's acquisition at the same moment. */
const isGranted = ({ events }: Trace, row: number): boolean =>
  events.type[row + 1] === acquired && events.thread[row + 1] === events.thread[row] && events.at[row + 1] === events.at[row]
