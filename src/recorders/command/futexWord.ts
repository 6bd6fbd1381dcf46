import type { ProcessMemory } from './processMemory'

/** What stands at the address of a futex that somebody waits at. */
export type FutexWord =
  /** A mutex of the C library that says who owns it (a thread's number). */
  | { readonly kind: 'mutex'; readonly owner: number; readonly recursive: boolean }
  /** The word that the kernel clears when a thread ends: somebody joins that thread. */
  | { readonly kind: 'thread'; readonly target: number }
  | { readonly kind: 'other' }
  /** Perhaps a mutex that is just changing hands. */
  | { readonly kind: 'unsure' }

/** Bytes of a `pthread_mutex_t` on 64-bit Linux. */
export const mutexBytes = 40
/** Operations of futex(2), without their flags. */
export const futexOperation = { wait: 0, lockPi: 6, waitBitset: 9, lockPi2: 13 } as const
/** All bits that glibc keeps in a mutex's `__kind`: type, robust, priority inheritance and protection, shared, elision. */
const kindBits = 0x3ff

/**
 * Looks at what a thread waits for in futex(2). A glibc mutex is recognised by what only such a mutex looks like: locked with waiters (its word is 2), an owner among the
 * process's threads, users counted, a kind with known bits (glibc, nptl/pthread_mutex_lock.c; the layout of `struct __pthread_mutex_s` on 64 bits has been the same since 2.1).
 */
export function futexWord(memory: ProcessMemory, address: number, operation: number, expected: number, isThread: (tid: number) => boolean): FutexWord {
  const bytes = memory.read(address, 24)
  const alone = bytes ?? memory.read(address, 4)
  if (alone === null) return { kind: 'other' }
  const word = alone.readInt32LE(0)
  if (operation === futexOperation.wait || operation === futexOperation.waitBitset) {
    // pthread_join waits until the kernel clears the number of the thread
    if (word === expected && word !== 0 && isThread(word)) return { kind: 'thread', target: word }
  }
  return bytes === null ? { kind: 'other' } : mutexOf(bytes, operation, expected, isThread)
}

function mutexOf(bytes: Buffer, operation: number, expected: number, isThread: (tid: number) => boolean): FutexWord {
  const word = bytes.readInt32LE(0)
  const owner = bytes.readInt32LE(8)
  const users = bytes.readUInt32LE(12)
  const kind = bytes.readUInt32LE(16)
  const recursive = (kind & 3) === 1
  const inherits = operation === futexOperation.lockPi || operation === futexOperation.lockPi2
  if (inherits && isThread(word & 0x3fffffff)) return { kind: 'mutex', owner: word & 0x3fffffff, recursive }
  const isWaited = expected === 2 || (expected !== 0 && (expected & 0x3fffffff) === owner)
  if (!isWaited || (kind & ~kindBits) !== 0 || users > 65_536) return { kind: 'other' }
  if (owner === 0 && word === 0 && users > 0) return { kind: 'unsure' }
  return isThread(owner) && users > 0 && (word === 2 || (word & 0x3fffffff) === owner) ? { kind: 'mutex', owner, recursive } : { kind: 'other' }
}

/** Who owns a mutex that was recognised before: a thread's number, 0 nobody, null when it can no longer be read. */
export function mutexOwner(memory: ProcessMemory, address: number): number | null {
  const bytes = memory.read(address, 12)
  if (bytes === null) return null
  return bytes.readInt32LE(0) === 0 ? 0 : bytes.readInt32LE(8)
}
