import type { EventColumns } from './columns'
import { typeAt } from './decode'
import type { EventType } from './event'
import type { Engine, Header } from './header'
import { declaredSync, moveSync, type Sync } from './objectOrder'
import { failure, type Result, success } from './problem'

/**
 * What a thread may be doing, as far as order goes. `unseen`: its start was not recorded, or a gap has hidden what it does. `relocking`: it asks for the lock of
 * a condition before it says that it has left the condition's wait set.
 */
type Doing = 'unseen' | 'running' | 'waiting' | 'joining' | 'sleeping' | 'in a wait set' | 'relocking' | 'failed' | 'ended'

/** Events that change nothing about what a thread does. */
const anytime = {
  printed: 'same',
  reached: 'same',
  marked: 'same',
  declared: 'same',
  dropped: 'same',
  processStarted: 'same',
  processExited: 'same',
  // a barrier is broken by whoever gives up waiting at it, before or after saying so
  broken: 'same',
  // where somebody is between two of its events
  resumed: 'same',
  suspended: 'same',
  cancelAsked: 'same',
  observed: 'same',
  measured: 'same',
  snapshot: 'same',
  cancelled: 'same'
} as const
/** What a thread can do that runs. */
const acts = {
  ...anytime,
  requested: 'waiting',
  acquired: 'same',
  released: 'same',
  tryFailed: 'same',
  read: 'same',
  written: 'same',
  joinBegan: 'joining',
  joined: 'same',
  sleepBegan: 'sleeping',
  waitBegan: 'in a wait set',
  woken: 'same',
  notified: 'same',
  put: 'same',
  got: 'same',
  taskDone: 'same',
  set: 'same',
  cleared: 'same',
  arrived: 'same',
  acquiredShared: 'same',
  releasedShared: 'same',
  chose: 'same',
  workBegan: 'same',
  workEnded: 'same',
  raised: 'failed',
  threadEnded: 'ended'
} as const

/** What ends the wait for an object that was asked for. */
const answered = {
  acquired: 'running',
  acquiredShared: 'running',
  put: 'running',
  got: 'running',
  woken: 'running',
  timedOut: 'running',
  tryFailed: 'running'
} as const
/** The legal transitions: what a thread does, the event, what it does then. An event that is not listed is out of order. */
const legal: Readonly<Record<Doing, Readonly<Partial<Record<EventType, Doing | 'same'>>>>> = {
  unseen: { ...acts, threadStarted: 'running', taskStarted: 'running', timedOut: 'same', sleepEnded: 'same', threadEnded: 'ended' },
  running: acts,
  waiting: { ...anytime, ...answered, raised: 'failed', threadEnded: 'ended' },
  joining: { ...anytime, joined: 'running', timedOut: 'running', raised: 'failed', threadEnded: 'ended' },
  // the lock of a condition is taken again before or after `woken`, asked for first or not
  'in a wait set': { ...anytime, woken: 'running', timedOut: 'running', requested: 'relocking', acquired: 'same', raised: 'failed', threadEnded: 'ended' },
  relocking: { ...anytime, acquired: 'in a wait set', woken: 'waiting', timedOut: 'waiting', raised: 'failed', threadEnded: 'ended' },
  sleeping: { ...anytime, sleepEnded: 'running', raised: 'failed', threadEnded: 'ended' },
  // main joins the others after its uncaught exception
  failed: acts,
  // Python's main comes back when all others have ended, for what is to run at exit
  ended: { ...anytime, threadStarted: 'running' }
}

/** Columns, and what of their header says which orders are possible. */
export interface ToCheck {
  readonly header: Pick<Header, 'engine'>
  readonly events: EventColumns
}

/**
 * Checks that events follow each other as they can in a run of their engine: threads by the table above, locks held by one at a time, rlocks released by their
 * owners, permits within bounds. After a gap (`dropped`) everything is possible again. For columns that `checkColumns` has passed. Names the first event out of order.
 */
export function checkOrder({ header, events: columns }: ToCheck): Result<null> {
  const doing: Doing[] = []
  const waits: Waits[] = []
  const syncs = new Map<number, Sync>()
  for (let row = 0; row < columns.length; row++) {
    const type = typeAt(columns, row)
    const thread = columns.thread[row] ?? -1
    const object = columns.object[row] ?? -1
    if (type === 'dropped') forget(doing, syncs)
    if (type === 'declared') syncs.set(object, declaredSync(columns, row))
    if (thread < 0) continue
    const now = doing[thread] ?? 'unseen'
    const sync = syncs.get(object)
    const wait = (waits[thread] ??= { asked: -1, set: -1 })
    const isAside = sync && isLocking[type] && (sync.kind === 'gil' || (locksAside[header.engine] && isAwaitingOther(now, type, object, wait)))
    if (!isAside) {
      const next = legal[now][type]
      if (next === undefined) return irregular(row, `thread ${thread} cannot do '${type}' while it is ${now}`)
      const wanted = wantedBy(now, type, next, wait)
      // a join that gave up names no object
      if (wanted !== null && wanted !== anyObject && object !== wanted && !(now === 'joining' && object === -1 && type === 'timedOut')) {
        return irregular(row, `thread ${thread} waited for ${wanted} and got '${type}' of ${object}`)
      }
      if (next === 'in a wait set' && now !== 'relocking') wait.set = isForAny(columns, row) ? anyObject : object
      else if (next === 'waiting' ? now !== 'relocking' : next === 'joining' || next === 'relocking') wait.asked = isForAny(columns, row) ? anyObject : object
      if (next !== 'same') doing[thread] = next
    }
    const wrong = sync && moveSync(sync, type, thread)
    if (wrong) return irregular(row, `thread ${thread} ${wrong} object ${object}`)
  }
  return success(null)
}

/**
 * Engines whose threads may lock aside from a wait that goes on: in a real Python a signal handler or a destructor does, in the thread that waits; of a command,
 * seen from outside, who holds a lock becomes known while he waits for something else.
 */
const locksAside: Readonly<Record<Engine, boolean>> = { simulator: false, threads: false, python: true, command: true }
const isLocking: Readonly<Partial<Record<EventType, boolean>>> = { acquired: true, released: true, tryFailed: true }

/** Whether a thread waits, and for something else than what this event is about. */
function isAwaitingOther(now: Doing, type: EventType, object: number, { asked }: Waits): boolean {
  if (now === 'waiting' || now === 'relocking') return type === 'released' || object !== asked
  return now === 'joining' || now === 'sleeping' || now === 'in a wait set'
}

/** Whether a wait that begins is for any of several, and what it stands for then. */
const isForAny = ({ texts }: EventColumns, row: number): boolean => texts.get(row) === 'any'
const anyObject = -2

/** What a thread has asked for, and whose wait set it is in; -1 none. */
interface Waits {
  asked: number
  set: number
}

/** The object that an event has to name because the thread waits for it; null when it may name any. */
function wantedBy(now: Doing, type: EventType, next: Doing | 'same', { asked, set }: Waits): number | null {
  if (now === 'waiting' || now === 'joining') return next === 'running' ? asked : null
  if (now === 'in a wait set') return next === 'running' ? set : null
  if (now !== 'relocking') return null
  return type === 'acquired' ? asked : next === 'waiting' ? set : null
}

const irregular = (row: number, what: string) =>
  failure(`event ${row}`, `The order of events is impossible: ${what}.`, 'Pictures may be wrong from there on; record the run again.')

function forget(doing: Doing[], syncs: ReadonlyMap<number, Sync>): void {
  doing.fill('unseen')
  for (const sync of syncs.values()) sync.owner = null
}
