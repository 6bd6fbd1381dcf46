import type { EventColumns } from './columns'
import { declaration, typeAt } from './decode'
import type { EventType, ObjectKind } from './event'
import { failure, type Result, success } from './problem'

/** What a thread may be doing, as far as order goes. `unseen`: its start was not recorded, or a gap has hidden what it does. */
type Doing = 'unseen' | 'running' | 'waiting' | 'joining' | 'sleeping' | 'failed' | 'ended'

/** Events that change nothing about what a thread does. */
const anytime = { printed: 'same', reached: 'same', marked: 'same', declared: 'same', dropped: 'same', processStarted: 'same', processExited: 'same' } as const
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
  raised: 'failed',
  threadEnded: 'ended'
} as const

/** The legal transitions: what a thread does, the event, what it does then. An event that is not listed is out of order. */
const legal: Readonly<Record<Doing, Readonly<Partial<Record<EventType, Doing | 'same'>>>>> = {
  unseen: { ...acts, threadStarted: 'running', timedOut: 'same', sleepEnded: 'same', threadEnded: 'ended' },
  running: acts,
  waiting: { ...anytime, acquired: 'running', timedOut: 'running', tryFailed: 'running', raised: 'failed', threadEnded: 'ended' },
  joining: { ...anytime, joined: 'running', timedOut: 'running', raised: 'failed', threadEnded: 'ended' },
  sleeping: { ...anytime, sleepEnded: 'running', raised: 'failed', threadEnded: 'ended' },
  // main joins the others after its uncaught exception
  failed: acts,
  // Python's main comes back when all others have ended, for what is to run at exit
  ended: { ...anytime, threadStarted: 'running' }
}

interface Sync {
  readonly kind: ObjectKind
  readonly capacity: number
  /** Who holds a lock or rlock, how often; for semaphores the permits that are out. -1 for nobody, null where a gap has hidden it. */
  owner: number | null
  depth: number
}

/**
 * Checks that events follow each other as they can in a run: threads by the table above, locks held by one at a time, rlocks released by their owners, permits
 * within bounds. After a gap (`dropped`) everything is possible again. For columns that `checkColumns` has passed. Names the first event out of order.
 */
export function checkOrder(columns: EventColumns): Result<null> {
  const doing: Doing[] = []
  const waitsFor: number[] = []
  const syncs = new Map<number, Sync>()
  for (let row = 0; row < columns.length; row++) {
    const type = typeAt(columns, row)
    const thread = columns.thread[row] ?? -1
    const object = columns.object[row] ?? -1
    if (type === 'dropped') forget(doing, syncs)
    if (type === 'declared') syncs.set(object, declaredSync(columns, row))
    if (thread < 0) continue
    const now = doing[thread] ?? 'unseen'
    const next = legal[now][type]
    if (next === undefined) return irregular(row, `thread ${thread} cannot do '${type}' while it is ${now}`)
    if ((now === 'waiting' || now === 'joining') && next === 'running' && !answers(type, object, waitsFor[thread] ?? -1)) {
      return irregular(row, `thread ${thread} waited for ${waitsFor[thread]} and got '${type}' of ${object}`)
    }
    if (next === 'waiting' || next === 'joining') waitsFor[thread] = object
    if (next !== 'same') doing[thread] = next
    const sync = type === 'acquired' || type === 'released' ? syncs.get(object) : undefined
    const wrong = sync && (type === 'acquired' ? take(sync, thread) : give(sync, thread))
    if (wrong) return irregular(row, `thread ${thread} ${wrong} object ${object}`)
  }
  return success(null)
}

const irregular = (row: number, what: string) =>
  failure(`event ${row}`, `The order of events is impossible: ${what}.`, 'Pictures may be wrong from there on; record the run again.')

/** A join that gave up names no object. */
const answers = (type: EventType, object: number, wanted: number): boolean => object === wanted || (type === 'timedOut' && object === -1)

function forget(doing: Doing[], syncs: ReadonlyMap<number, Sync>): void {
  doing.fill('unseen')
  for (const sync of syncs.values()) sync.owner = null
}

function declaredSync(columns: EventColumns, row: number): Sync {
  const { kind } = declaration(columns.texts.get(row) ?? '')
  return { kind, capacity: columns.value[row] ?? Number.NaN, owner: -1, depth: 0 }
}

function take(sync: Sync, thread: number): string | null {
  const counted = sync.kind === 'semaphore' || sync.kind === 'boundedSemaphore'
  if (counted) {
    sync.depth++
    return sync.owner !== null && sync.depth > sync.capacity ? 'takes a permit that is not there of' : null
  }
  // how often an rlock was held before a gap is not known
  if (sync.owner === null && sync.kind === 'rlock') return null
  if (sync.owner !== null && sync.owner !== -1 && (sync.kind === 'lock' || sync.owner !== thread)) return `acquires, while thread ${sync.owner} holds it,`
  sync.depth = sync.owner === thread ? sync.depth + 1 : 1
  sync.owner = thread
  return null
}

function give(sync: Sync, thread: number): string | null {
  if (sync.kind === 'semaphore' || sync.kind === 'boundedSemaphore') {
    sync.depth--
    return sync.owner !== null && sync.kind === 'boundedSemaphore' && sync.depth < 0 ? 'gives a permit too many to' : null
  }
  if (sync.owner === -1) return 'releases, though nobody holds it,'
  if (sync.owner !== null && sync.kind === 'rlock' && sync.owner !== thread) return `releases, though thread ${sync.owner} owns it,`
  sync.depth--
  if (sync.owner !== null && sync.depth <= 0) sync.owner = -1
  return null
}
