import type { Event } from '../../../src/core/trace/event'
import type { Clock } from '../../../src/core/trace/header'
import { noThread, type ObjectId, objectId, type ThreadId } from '../../../src/core/trace/ids'

/** What a made-up thread does: `set`: it is in a wait set, and when `told` it may leave it; `put`, `get`, `drain`, `share`, `own`: it asked for that. */
export interface Actor {
  readonly id: ThreadId
  wait: 'none' | 'object' | 'timed' | 'join' | 'sleep' | 'ended' | 'set' | 'put' | 'get' | 'drain' | 'share' | 'own'
  on: number
  told: boolean
}

/** The objects of this file, declared behind those of `madeUpRun`; the condition's lock is object 0. */
export const waitObjects = [
  { kind: 'event', name: 'go', capacity: null },
  { kind: 'queue', name: 'jobs', capacity: 2 },
  { kind: 'condition', name: 'ready', capacity: null },
  { kind: 'barrier', name: 'gate', capacity: 2 },
  { kind: 'rwlock', name: 'table', capacity: null }
] as const

const event = objectId(5)
const queue = objectId(6)
const condition = objectId(7)
const barrier = objectId(8)
const rwlock = objectId(9)
const asked = { put: [queue, 'put'], get: [queue, 'get'], drain: [queue, 'join'], share: [rwlock, 'read'], own: [rwlock, 'write'] } as const

interface Lock {
  isOwner(actor: Actor): boolean
  release(actor: Actor): void
  /** Takes the lock, or asks for it. */
  take(actor: Actor): void
}

/** How made-up threads use events, queues, conditions, barriers and readers–writer locks, legally; in a step clock a barrier that opens wakes all at once. */
export function madeUpWaits(
  actors: readonly Actor[],
  add: (event: Event) => void,
  common: (thread: ThreadId) => Pick<Event, 'at' | 'thread' | 'line'>,
  lock: Lock,
  clock: Clock
) {
  let isSet = false
  let values = 0
  let unfinished = 0
  let writer = -1
  const readers = new Set<number>()
  const inSet = (on: number): Actor[] => actors.filter((actor) => actor.wait === 'set' && actor.on === on && !actor.told)
  const waitAt = (actor: Actor, object: ObjectId): void => {
    add({ type: 'waitBegan', ...common(actor.id), object, timeout: null })
    Object.assign(actor, { wait: 'set', on: object, told: false })
  }
  const tell = (waiters: readonly Actor[]): void => {
    for (const waiter of waiters) waiter.told = true
  }

  function wake(actor: Actor): void {
    add({ type: 'woken', ...common(actor.id), object: objectId(actor.on) })
    actor.wait = 'none'
  }

  function useEvent(actor: Actor, how: number): void {
    if (how === 0) {
      isSet = true
      add({ type: 'set', ...common(actor.id), object: event })
      tell(inSet(event))
    } else if (how === 1) {
      isSet = false
      add({ type: 'cleared', ...common(actor.id), object: event })
    } else if (isSet) add({ type: 'woken', ...common(actor.id), object: event })
    else waitAt(actor, event)
  }

  function useCondition(actor: Actor, how: number): void {
    if (how > 0) {
      const [target] = inSet(condition)
      add({ type: 'notified', ...common(actor.id), object: condition, target: target?.id ?? noThread })
      if (target) tell([target])
    } else if (lock.isOwner(actor)) {
      lock.release(actor)
      waitAt(actor, condition)
    }
  }

  function useBarrier(actor: Actor): void {
    const others = inSet(barrier)
    add({ type: 'arrived', ...common(actor.id), object: barrier })
    if (others.length === 0) waitAt(actor, barrier)
    else if (clock.unit === 'nanoseconds') tell(others)
    else for (const other of others) wake(other)
  }

  /** Does what was asked for when it can be done. */
  function tryTo(actor: Actor, what: Actor['wait']): boolean {
    const about = common(actor.id)
    if (what === 'put' && values < 2) {
      values++
      unfinished++
      add({ type: 'put', ...about, object: queue, value: values })
    } else if (what === 'get' && values > 0) {
      values--
      add({ type: 'got', ...about, object: queue, value: values })
    } else if (what === 'drain' && unfinished === 0) {
      add({ type: 'woken', ...about, object: queue })
    } else if (what === 'share' && writer < 0) {
      readers.add(actor.id)
      add({ type: 'acquiredShared', ...about, object: rwlock })
    } else if (what === 'own' && writer < 0 && readers.size === 0) {
      writer = actor.id
      add({ type: 'acquired', ...about, object: rwlock })
    } else return false
    actor.wait = 'none'
    return true
  }

  function orAsk(actor: Actor, what: keyof typeof asked): void {
    if (tryTo(actor, what)) return
    const [object, to] = asked[what]
    actor.wait = what
    add({ type: 'requested', ...common(actor.id), object, timeout: null, to })
  }

  function useQueue(actor: Actor, how: number): void {
    if (how < 3) return orAsk(actor, how === 0 ? 'put' : how === 1 ? 'get' : 'drain')
    if (unfinished === 0) return
    unfinished--
    add({ type: 'taskDone', ...common(actor.id), object: queue })
  }

  function useRwlock(actor: Actor, how: number): void {
    if (writer === actor.id) {
      writer = -1
      add({ type: 'released', ...common(actor.id), object: rwlock })
    } else if (how === 0 && readers.delete(actor.id)) add({ type: 'releasedShared', ...common(actor.id), object: rwlock })
    else if (how !== 1 || !readers.has(actor.id)) orAsk(actor, how === 1 ? 'share' : 'own')
  }

  return {
    /** One of five uses, in one of several ways. */
    act(actor: Actor, use: number, which: number): void {
      if (use === 0) useEvent(actor, which % 3)
      else if (use === 1) useQueue(actor, which % 4)
      else if (use === 2) useCondition(actor, which % 3)
      else if (use === 3) useBarrier(actor)
      else useRwlock(actor, which % 3)
    },
    /** Goes on if it can. */
    goOn(actor: Actor): void {
      if (actor.wait !== 'set') {
        tryTo(actor, actor.wait)
        return
      }
      if (!actor.told) return
      wake(actor)
      if (actor.on === condition) lock.take(actor)
    }
  }
}
