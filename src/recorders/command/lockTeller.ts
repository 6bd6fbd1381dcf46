import { eventCode } from '../../core/trace/event'
import { rowKind } from '../python/layout'
import type { CommandTeller } from './commandTeller'
import type { Family } from './family'
import { mutexBytes } from './futexWord'
import type { Lane } from './lane'
import { recordedKind } from './recordedKind'

/** Something that the threads of a program share, by its address. */
interface Shared {
  readonly object: number
  readonly kind: number
  /** Who has it, and for a readers-writer lock who writes. */
  holder: Lane | null
  /** Parties of a barrier, and how many have arrived. */
  readonly parties: number
  arrived: number
  /** Who waits at a condition or barrier. */
  readonly waiting: Set<Lane>
}

/** Makes events of one program's records. */
export interface LockTeller {
  /** A record, in the order of time. */
  row(kind: number, at: number, tid: number, address: number, object: number, value: number): void
}

const kindNames: Readonly<Record<number, string>> = {
  [recordedKind.lock]: 'lock',
  [recordedKind.rlock]: 'rlock',
  [recordedKind.semaphore]: 'semaphore',
  [recordedKind.condition]: 'condition',
  [recordedKind.rwlock]: 'rwlock',
  [recordedKind.barrier]: 'barrier'
}
/** Bytes of each kind on 64-bit Linux, by which places in arrays are known. */
const sizes: Readonly<Record<number, number>> = {
  [recordedKind.lock]: mutexBytes,
  [recordedKind.rlock]: mutexBytes,
  [recordedKind.semaphore]: 32,
  [recordedKind.condition]: 48,
  [recordedKind.rwlock]: 56,
  [recordedKind.barrier]: 32
}

const secondsOf = (nanoseconds: number): number => (nanoseconds < 0 ? Number.NaN : nanoseconds / 1e9)

/** Starts telling of a program's locks. */
export function lockTeller(kin: Family, pid: number, teller: CommandTeller, nextObject: () => number): LockTeller {
  const { declared, requested, acquired, released, tryFailed, timedOut, joinBegan, joined, waitBegan, woken, notified, arrived } = eventCode
  const { acquiredShared, releasedShared } = eventCode
  const shared = new Map<number, Shared>()
  /** What was initialised, as what, with how many parties or permits, else by which code. */
  const made = new Map<number, { readonly kind: number; readonly value: number }>()
  /** Threads by the addresses of their descriptors. */
  const threads = new Map<number, number>()
  const early = new Map<number, { readonly lane: Lane; readonly limit: number }>()
  const joins = new Map<Lane, Lane>()
  let unnamed = 0

  function nameOf(address: number, kind: number, maker: number): string {
    const book = kin.processOf(pid)?.book ?? null
    const variable = book?.variable(address, sizes[kind] ?? 0) ?? null
    if (variable !== null) return variable
    const by = maker > 0 ? (book?.function(maker) ?? null) : null
    return `${kindNames[kind] ?? 'object'} ${++unnamed}${by === null ? '' : ` of ${by}`}`
  }

  function declare(lane: Lane, at: number, address: number, kind: number, value: number): Shared {
    const counts = kind === recordedKind.semaphore || kind === recordedKind.barrier
    const one: Shared = { object: nextObject(), kind, holder: null, parties: kind === recordedKind.barrier ? value : 0, arrived: 0, waiting: new Set() }
    shared.set(address, one)
    teller.add(declared, at, lane.id, one.object, counts ? value : Number.NaN, `${kindNames[kind] ?? 'lock'} ${nameOf(address, kind, counts ? 0 : value)}`)
    return one
  }

  /** What is at an address; what was made before the records began is declared when it is first used. */
  function sharedAt(lane: Lane, at: number, address: number, kind: number): Shared | null {
    const plain = kind === recordedKind.reading ? recordedKind.rwlock : kind
    const known = shared.get(address)
    if (known?.kind === plain) return known
    const making = made.get(address)
    if (making?.kind === plain) return declare(lane, at, address, plain, making.value)
    // how many parties a barrier has, or permits a semaphore, nobody knows then
    return plain === recordedKind.barrier || plain === recordedKind.semaphore ? null : declare(lane, at, address, plain, 0)
  }

  function take(lane: Lane, at: number, one: Shared, kind: number, tried: boolean): void {
    lane.asked = null
    if (kind === recordedKind.reading) return teller.add(acquiredShared, at, lane.id, one.object)
    if (kind !== recordedKind.semaphore) {
      // the system gives a robust mutex of somebody who has ended to whoever asks next: told of that one, for the ended do nothing any more
      if (one.holder !== null && one.holder !== lane) teller.add(released, at, one.holder.over ? lane.id : one.holder.id, one.object)
      one.holder = lane
    }
    if (tried) teller.add(acquired, at, lane.id, one.object, 1)
    else teller.add(acquired, at, lane.id, one.object)
  }

  function give(lane: Lane, at: number, one: Shared): void {
    if (one.kind === recordedKind.rwlock && one.holder !== lane) return teller.add(releasedShared, at, lane.id, one.object)
    one.holder = null
    teller.add(released, at, lane.id, one.object)
  }

  function notify(lane: Lane, at: number, one: Shared, isOne: boolean): void {
    // which of several is chosen shows when it wakes
    if (isOne && one.waiting.size > 1) return
    if (one.waiting.size === 0) teller.add(notified, at, lane.id, one.object, -1)
    for (const waiter of one.waiting) teller.add(notified, at, lane.id, one.object, waiter.id)
    one.waiting.clear()
  }

  function arrive(lane: Lane, at: number, one: Shared): void {
    teller.add(arrived, at, lane.id, one.object)
    one.arrived = (one.arrived + 1) % one.parties
    if (one.arrived === 0) return
    one.waiting.add(lane)
    teller.add(waitBegan, at, lane.id, one.object)
  }

  /** A thread may be waited for before it has begun. */
  function beginJoin(lane: Lane, at: number, address: number, limit: number): void {
    const target = kin.laneOf(threads.get(address) ?? -1)
    if (target === null) {
      early.set(address, { lane, limit })
      return
    }
    joins.set(lane, target)
    if (limit < 0) lane.asked = { holder: target }
    teller.add(joinBegan, at, lane.id, target.id, secondsOf(limit))
  }

  function endJoin(lane: Lane, at: number, address: number, isOver: boolean): void {
    const target = joins.get(lane)
    joins.delete(lane)
    early.delete(address)
    lane.asked = null
    // another thread may have the same descriptor from now on
    if (isOver) threads.delete(address)
    if (target === undefined) return
    if (isOver) teller.add(joined, at, lane.id, target.id)
    else teller.add(timedOut, at, lane.id, -1)
  }

  function aboutThread(kind: number, lane: Lane, tid: number, at: number, address: number, value: number): void {
    if (kind === rowKind.joinBegan) beginJoin(lane, at, address, value)
    else if (kind === rowKind.joined) endJoin(lane, at, address, value === 1)
    else if (kind === rowKind.threadEnded) kin.tellEnd(lane, at)
    else if (kind === rowKind.declared) {
      threads.set(address, tid)
      const waiter = early.get(address)
      early.delete(address)
      if (waiter !== undefined) beginJoin(waiter.lane, at, address, waiter.limit)
    }
  }

  function aboutObject(kind: number, lane: Lane, at: number, one: Shared, object: number, value: number): void {
    switch (kind) {
      case rowKind.requested: {
        if (value < 0 && one.kind !== recordedKind.semaphore) lane.asked = one
        const purpose = one.kind === recordedKind.rwlock ? (object === recordedKind.reading ? 'read' : 'write') : null
        return teller.add(requested, at, lane.id, one.object, secondsOf(value), purpose)
      }
      case rowKind.acquired:
      case rowKind.tried:
        return take(lane, at, one, object, kind === rowKind.tried)
      case rowKind.released:
        return give(lane, at, one)
      case rowKind.tryFailed:
        lane.asked = null
        return teller.add(tryFailed, at, lane.id, one.object)
      case rowKind.timedOut:
        one.waiting.delete(lane)
        return teller.add(timedOut, at, lane.id, one.object)
      case rowKind.waitBegan:
        one.waiting.add(lane)
        return teller.add(waitBegan, at, lane.id, one.object, secondsOf(value))
      case rowKind.woken:
        if (one.kind === recordedKind.barrier && !one.waiting.has(lane)) return
        one.waiting.delete(lane)
        return teller.add(woken, at, lane.id, one.object)
      case rowKind.notified:
        return notify(lane, at, one, value === 1)
      case rowKind.arrived:
        return arrive(lane, at, one)
      default:
    }
  }

  return {
    row(kind, at, tid, address, object, value) {
      const lane = kin.laneOf(tid) ?? kin.ghost(pid, tid, at)
      if (lane === null) return
      if (!lane.announced) kin.announce(lane)
      kin.tellSightings(lane, at, true)
      if (object === recordedKind.thread) return aboutThread(kind, lane, tid, at, address, value)
      if (kind === rowKind.declared) {
        // told when it is first used: libraries make hundreds that nobody ever uses
        shared.delete(address)
        made.set(address, { kind: object, value })
        return
      }
      const one = sharedAt(lane, at, address, object)
      if (one !== null) aboutObject(kind, lane, at, one, object, value)
    }
  }
}
