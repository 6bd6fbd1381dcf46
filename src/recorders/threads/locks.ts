import { allocator, inObject, objectWords } from './heap'
import { type Declaring, declareLock } from './declaring'
import type { Journal } from './journal'
import type { LockKind } from './lockKind'
import { ownedLocks } from './ownedLocks'
import { raise } from './raised'
import { typeName } from './typeName'
import { type RunMemory, words } from './runMemory'
import { semaphores } from './semaphores'
import { kindCode, kindOf, Ref, type SharedValues, type Value } from './sharedValue'

/** Locks and semaphores in shared memory. */
export interface Locks {
  make(kind: 'lock' | 'rlock' | 'semaphore' | 'boundedSemaphore', permits: Value, site: number, line: number): Ref
  acquire(object: Value, line: number): boolean
  tryAcquire(object: Value, line: number): boolean
  release(object: Value, permits: Value, line: number): void
  isLocked(object: Value, line: number): boolean
}

/** The locks of one worker. */
export function locks(memory: RunMemory, values: SharedValues, journal: Journal, declaring: Declaring): Locks {
  const control = new Int32Array(memory.control)
  const heap = new Int32Array(memory.heap)
  const allocate = allocator(memory)
  const plain = ownedLocks(memory, journal, false)
  const again = ownedLocks(memory, journal, true)
  const semaphore = semaphores(memory, journal, false)
  const bounded = semaphores(memory, journal, true)
  declaring.whenNamed(false, declareLock(heap, journal))

  function kindFor(value: Value, attribute: string, line: number): LockKind {
    const kind = kindOf(value)
    if (value instanceof Ref && kind !== 'list' && kind !== 'thread' && kind !== 'function') declaring.used(value, line)
    if (kind === 'lock') return plain
    if (kind === 'rlock') return again
    if (kind === 'semaphore') return semaphore
    if (kind === 'boundedSemaphore') return bounded
    return raise('TypeError', `'${typeName(value)}' object has no attribute '${attribute}'`, line)
  }
  const index = (value: Value): number => values.payload(value)

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
      kindFor(object, 'acquire', line).acquire(index(object), line)
      return true
    },
    tryAcquire: (object, line) => kindFor(object, 'acquire', line).tryAcquire(index(object), line),
    release: (object, permits, line) => kindFor(object, 'release', line).release(index(object), Number(permits ?? 1), line),
    isLocked: (object, line) => kindFor(object, 'locked', line).isLocked(index(object))
  }
}

function permitsOf(value: Value, line: number): number {
  if (value === undefined) return 1
  if (typeof value !== 'number' && typeof value !== 'boolean')
    return raise('TypeError', `'<' not supported between instances of '${typeName(value)}' and 'int'`, line)
  return Number(value) < 0 ? raise('ValueError', 'semaphore initial value must be >= 0', line) : Number(value)
}
