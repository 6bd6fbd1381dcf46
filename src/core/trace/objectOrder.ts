import type { EventColumns } from './columns'
import { declaration } from './decode'
import type { EventType, ObjectKind } from './event'

/** What the order of its events tells of an object. */
export interface Sync {
  readonly kind: ObjectKind
  readonly capacity: number
  /** Who holds a lock or rlock, or writes under a readers–writer lock. -1 for nobody, null where a gap has hidden it; `depth` is then no more than a guess. */
  owner: number | null
  /** How often the owner holds it; a semaphore's permits that are out; a readers–writer lock's readers; the values in a queue. */
  depth: number
}

/** The object that a row declares. */
export function declaredSync(columns: EventColumns, row: number): Sync {
  const { kind } = declaration(columns.texts.get(row) ?? '')
  return { kind, capacity: columns.value[row] ?? Number.NaN, owner: -1, depth: 0 }
}

/** Moves an object on by what a thread does with it. Null when that can be; else what is wrong, to be followed by the object. */
export function moveSync(sync: Sync, type: EventType, thread: number): string | null {
  return moves[type]?.(sync, thread) ?? null
}

/** What the events that matter do to an object. */
const moves: Readonly<Partial<Record<EventType, (sync: Sync, thread: number) => string | null>>> = {
  acquired: (sync, thread) => (isCounted(sync) ? takePermit(sync) : take(sync, thread)),
  released: (sync, thread) => (isCounted(sync) ? givePermit(sync) : give(sync, thread)),
  acquiredShared(sync) {
    sync.depth++
    return sync.owner !== null && sync.owner !== -1 ? `reads, while thread ${sync.owner} writes,` : null
  },
  releasedShared(sync) {
    sync.depth--
    return sync.owner !== null && sync.depth < 0 ? 'ends a reading that never began of' : null
  },
  put(sync) {
    sync.depth++
    return null
  },
  got(sync) {
    sync.depth--
    return sync.owner !== null && sync.depth < 0 ? 'gets a value that nobody put into' : null
  }
}

const isCounted = ({ kind }: Sync): boolean => kind === 'semaphore' || kind === 'boundedSemaphore'

function takePermit(sync: Sync): string | null {
  sync.depth++
  return sync.owner !== null && sync.depth > sync.capacity ? 'takes a permit that is not there of' : null
}

function givePermit(sync: Sync): string | null {
  sync.depth--
  return sync.owner !== null && sync.kind === 'boundedSemaphore' && sync.depth < 0 ? 'gives a permit too many to' : null
}

function take(sync: Sync, thread: number): string | null {
  // how often an rlock was held before a gap is not known, nor how many read
  if (sync.owner === null && sync.kind !== 'lock') return null
  if (sync.owner !== null && sync.owner !== -1 && (sync.kind !== 'rlock' || sync.owner !== thread)) return `acquires, while thread ${sync.owner} holds it,`
  if (sync.kind === 'rwlock') {
    sync.owner = thread
    return sync.depth > 0 ? 'writes, while others read,' : null
  }
  sync.depth = sync.owner === thread ? sync.depth + 1 : 1
  sync.owner = thread
  return null
}

function give(sync: Sync, thread: number): string | null {
  if (sync.owner === -1) return 'releases, though nobody holds it,'
  if (sync.owner !== null && sync.kind !== 'lock' && sync.owner !== thread) return `releases, though thread ${sync.owner} owns it,`
  if (sync.kind === 'rwlock') {
    if (sync.owner !== null) sync.owner = -1
    return null
  }
  sync.depth--
  if (sync.owner !== null && sync.depth <= 0) sync.owner = -1
  return null
}
