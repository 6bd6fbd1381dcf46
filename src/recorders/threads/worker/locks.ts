import type { ValueKind } from '../../../core/program/value'
import type { Program } from '../../../core/program/program'
import { allocator, inObject, objectWords } from '../memory/heap'
import { type Declaring, declareObject } from './declaring'
import type { Journal } from '../memory/journal'
import type { LockKind } from './lockKind'
import { ownedLocks } from './ownedLocks'
import { patience } from './patience'
import { raise } from '../memory/raised'
import { typeName } from './typeName'
import { type RunMemory, words } from '../memory/runMemory'
import { semaphores } from './semaphores'
import { kindCode, Ref, type SharedValues, type Value } from '../memory/sharedValue'
import { inCondition } from './syncWords'

/** Locks and semaphores in shared memory; a condition stands for its lock. */
export interface Locks {
  make(kind: 'lock' | 'rlock' | 'semaphore' | 'boundedSemaphore', permits: Value, site: number, line: number): Ref
  acquire(object: Value, line: number): boolean
  tryAcquire(object: Value, line: number): boolean
  /** Waits so many seconds, or for ever when they are None. */
  acquireWithin(object: Value, seconds: Value, line: number): boolean
  release(object: Value, permits: Value, line: number): void
  isLocked(object: Value, line: number): boolean
  /** The heap index of the lock that a value is or stands for. */
  indexOf(object: Value, attribute: string, line: number): number
  /** What can be done with the lock at a heap index. */
  kindAt(at: number): LockKind
}

/** The locks of one worker. */
export function locks(program: Pick<Program, 'sites'>, memory: RunMemory, values: SharedValues, journal: Journal, declaring: Declaring): Locks {
  const control = new Int32Array(memory.control)
  const heap = new Int32Array(memory.heap)
  const allocate = allocator(memory)
  declaring.whenNamed(false, declareObject(program, heap, journal))
  const kinds: Readonly<Partial<Record<ValueKind, LockKind>>> = {
    lock: ownedLocks(memory, journal, false),
    rlock: ownedLocks(memory, journal, true),
    semaphore: semaphores(memory, journal, false),
    boundedSemaphore: semaphores(memory, journal, true)
  }
  const byCode = new Map(Object.entries(kinds).map(([kind, lock]) => [kindCode[kind as ValueKind], lock]))

  function kindAt(at: number): LockKind {
    const kind = byCode.get(heap[at + inObject.kind] ?? -1)
    if (kind === undefined) throw new Error(`no lock at ${at}`)
    return kind
  }

  function isSemaphore(at: number): boolean {
    const kind = heap[at + inObject.kind]
    return kind === kindCode.semaphore || kind === kindCode.boundedSemaphore
  }

  function indexOf(value: Value, attribute: string, line: number): number {
    if (!(value instanceof Ref) || (kinds[value.kind] === undefined && value.kind !== 'condition'))
      return raise('TypeError', `'${typeName(value)}' object has no attribute '${attribute}'`, line)
    declaring.used(value, line)
    return value.kind === 'condition' ? (heap[value.payload + inCondition.lock] ?? 0) : value.payload
  }

  // what CPython says of a lock of multiprocessing that is given back wrongly
  function checkProcess(at: number, line: number): void {
    if (program.sites[heap[at + inObject.site] ?? -1]?.role !== 'shared') return
    const kind = heap[at + inObject.kind]
    if (kind === kindCode.lock && Atomics.load(heap, at + inObject.owner) === 0) raise('ValueError', 'semaphore or lock released too many times', line)
    if (kind === kindCode.rlock && !kindAt(at).isOwned(at)) raise('AssertionError', 'attempt to release recursive lock not owned by thread', line)
  }

  return {
    make(kind, permits, site, line) {
      const isCounted = kind === 'semaphore' || kind === 'boundedSemaphore'
      const capacity = isCounted ? permitsOf(permits, line) : -1
      const at = allocate(objectWords, line)
      heap[at + inObject.kind] = kindCode[kind]
      heap[at + inObject.id] = Atomics.add(control, words.objects, 1)
      if (isCounted) {
        heap[at + inObject.permits] = capacity
        heap[at + inObject.capacity] = capacity
      }
      const lock = values.ref(kind, at)
      declaring.made(lock, site, line)
      return lock
    },
    acquire(object, line) {
      const at = indexOf(object, 'acquire', line)
      kindAt(at).acquire(at, line)
      return true
    },
    tryAcquire(object, line) {
      const at = indexOf(object, 'acquire', line)
      return kindAt(at).tryAcquire(at, line)
    },
    acquireWithin(object, seconds, line) {
      const at = indexOf(object, 'acquire', line)
      const within = patience(seconds)
      if ((within.seconds ?? 0) >= 0 || isSemaphore(at)) return kindAt(at).acquireWithin(at, within, line)
      // Python's word for no timeout; semaphores take it for less than no time
      if (within.seconds !== -1) raise('ValueError', 'timeout value must be a non-negative number', line)
      kindAt(at).acquire(at, line)
      return true
    },
    release(object, permits, line) {
      const at = indexOf(object, 'release', line)
      checkProcess(at, line)
      kindAt(at).release(at, Number(permits ?? 1), line)
    },
    isLocked(object, line) {
      const at = indexOf(object, 'locked', line)
      return kindAt(at).isLocked(at)
    },
    indexOf,
    kindAt
  }
}

function permitsOf(value: Value, line: number): number {
  if (value === undefined) return 1
  if (typeof value !== 'number' && typeof value !== 'boolean')
    return raise('TypeError', `'<' not supported between instances of '${typeName(value)}' and 'int'`, line)
  return Number(value) < 0 ? raise('ValueError', 'semaphore initial value must be >= 0', line) : Number(value)
}
