import { eventCode } from '../../core/trace/event'
import type { CommandTeller } from './commandTeller'
import { futexOperation, futexWord, mutexBytes, mutexOwner } from './futexWord'
import type { FamilyProcess, Lane, LaneWait, Mutex } from './lane'
import type { ProcessMemory } from './processMemory'

/** A wait in futex(2), by the arguments of the call. */
interface FutexCall {
  readonly address: number
  readonly operation: number
  readonly expected: number
  readonly limit: number
}

/** What threads wait for in futex(2), as events. */
export interface FutexWaits {
  /** What a lane waits for that is in futex(2) with these arguments; the same as before when it waits at the same place. */
  waitOf(lane: Lane, words: readonly number[], at: number): LaneWait | null
  /** Tells that a lane begins to wait for a mutex or another futex. */
  enter(lane: Lane, wait: LaneWait, at: number): void
  /** Tells that it waits no more, and what that means for the mutex. */
  leave(lane: Lane, wait: LaneWait, at: number): void
  /** Looks again at who owns the mutexes that somebody waits for. */
  refresh(process: FamilyProcess, at: number): void
}

/** Of the flags of futex(2): the limit is a time of day. */
const timeOfDay = 256

/** How long a call waits at most, seconds, as its `timespec` in the program's memory says: a length for FUTEX_WAIT, a time for all others. */
function limitOf(memory: ProcessMemory | null, address: number, flags: number): number {
  const bytes = address === 0 ? null : (memory?.read(address, 16) ?? null)
  if (bytes === null) return address === 0 ? Number.NaN : 0
  const seconds = Number(bytes.readBigInt64LE(0)) + Number(bytes.readBigInt64LE(8)) / 1e9
  if ((flags & 127) === futexOperation.wait) return seconds
  const isDay = (flags & timeOfDay) !== 0 || (flags & 127) === futexOperation.lockPi
  return Math.max(0, seconds - (isDay ? Date.now() / 1e3 : Number(process.hrtime.bigint()) / 1e9))
}

const waiting = new Set<number>([futexOperation.wait, futexOperation.waitBitset, futexOperation.lockPi, futexOperation.lockPi2])

/**
 * Who holds what and who waits for whom, of programs that are only looked at: whatever happened between two samples is told at the second one. Somebody who waited for a
 * mutex without a time limit and does so no more must have had it; with one, whoever is not its owner is taken to have given up.
 */
export function futexWaits(teller: CommandTeller, nextObject: () => number): FutexWaits {
  const { declared, requested, acquired, released, timedOut, waitBegan, woken } = eventCode
  let unnamed = 0

  function nameOf(process: FamilyProcess, address: number, what: string): string {
    const variable = process.book.variable(address, what === 'mutex' ? mutexBytes : 0)
    return variable ?? `${what} ${++unnamed} (${process.book.region(address)} 0x${address.toString(16)})`
  }

  function mutexAt(lane: Lane, address: number, recursive: boolean, at: number): Mutex {
    const { mutexes } = lane.process
    const known = mutexes.get(address)
    if (known !== undefined) return known
    const mutex: Mutex = { object: nextObject(), address, holder: null }
    mutexes.set(address, mutex)
    teller.add(declared, at, lane.id, mutex.object, Number.NaN, `${recursive ? 'rlock' : 'lock'} ${nameOf(lane.process, address, 'mutex')}`)
    return mutex
  }

  function futexAt(lane: Lane, address: number, at: number): number {
    const known = lane.process.futexes.get(address)
    if (known !== undefined) return known
    const object = nextObject()
    lane.process.futexes.set(address, object)
    teller.add(declared, at, lane.id, object, Number.NaN, `futex ${nameOf(lane.process, address, 'futex')}`)
    return object
  }

  function free(mutex: Mutex, at: number): void {
    if (mutex.holder !== null) teller.add(released, at, mutex.holder.id, mutex.object)
    mutex.holder = null
  }

  function hold(mutex: Mutex, owner: Lane, at: number): void {
    // who still waits for it in our eyes has just got it: the next sample will tell
    if (mutex.holder === owner || (owner.wait?.type === 'mutex' && owner.wait.mutex === mutex)) return
    free(mutex, at)
    teller.add(acquired, at, owner.id, mutex.object)
    mutex.holder = owner
  }

  function ownerOf(process: FamilyProcess, mutex: Mutex): Lane | null {
    const owner = process.memory === null ? null : mutexOwner(process.memory, mutex.address)
    return owner === null ? null : (process.lanes.get(owner) ?? null)
  }

  function fresh(lane: Lane, { address, operation, expected, limit }: FutexCall, at: number): LaneWait | null {
    const { process } = lane
    if (process.memory === null) return null
    const known = process.mutexes.get(address)
    if (known !== undefined) return { type: 'mutex', address, limit, mutex: known }
    const word = futexWord(process.memory, address, operation, expected, (tid) => process.lanes.has(tid))
    const target = word.kind === 'thread' ? process.lanes.get(word.target) : undefined
    if (target !== undefined && target !== lane) return lane.wait?.type === 'end' && lane.wait.target === target ? lane.wait : { type: 'end', target, limit }
    if (word.kind === 'unsure') return null
    if (word.kind === 'mutex') return { type: 'mutex', address, limit, mutex: mutexAt(lane, address, word.recursive, at) }
    return { type: 'futex', address, limit, object: futexAt(lane, address, at) }
  }

  return {
    waitOf(lane, [address = 0, flags = 0, expected = 0, timeout = 0], at) {
      const operation = flags & 127
      if (!waiting.has(operation)) return null
      const { wait } = lane
      if (wait !== null && wait.type !== 'end' && wait.address === address) return wait
      return fresh(lane, { address, operation, expected: expected | 0, limit: limitOf(lane.process.memory, timeout, flags) }, at)
    },
    enter(lane, wait, at) {
      if (wait.type === 'mutex') {
        const owner = ownerOf(lane.process, wait.mutex)
        if (owner !== null) hold(wait.mutex, owner, at)
        teller.add(requested, at, lane.id, wait.mutex.object, wait.limit)
      } else if (wait.type === 'futex') teller.add(waitBegan, at, lane.id, wait.object, wait.limit)
    },
    leave(lane, wait, at) {
      if (wait.type === 'futex') teller.add(woken, at, lane.id, wait.object)
      if (wait.type !== 'mutex') return
      const { mutex, limit } = wait
      const owner = ownerOf(lane.process, mutex)
      if (!Number.isNaN(limit) && owner !== lane) {
        teller.add(timedOut, at, lane.id, mutex.object)
        return
      }
      free(mutex, at)
      teller.add(acquired, at, lane.id, mutex.object)
      mutex.holder = lane
      if (owner !== lane) free(mutex, at)
      if (owner !== null && owner !== lane) hold(mutex, owner, at)
    },
    refresh(process, at) {
      const waited = new Set<Mutex>()
      for (const { wait } of process.lanes.values()) if (wait?.type === 'mutex') waited.add(wait.mutex)
      for (const mutex of process.mutexes.values()) {
        if (mutex.holder === null && !waited.has(mutex)) continue
        const owner = ownerOf(process, mutex)
        if (owner === mutex.holder) continue
        free(mutex, at)
        if (owner !== null) hold(mutex, owner, at)
      }
    }
  }
}
