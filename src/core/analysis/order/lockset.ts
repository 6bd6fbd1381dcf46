import { type HeldLock, heldLocks } from '../heldLocks'
import { type OperationColumns, operationCode } from './operations'

/** An access after which no lock is left that was held at every access since a second thread came: the discipline "one lock for one variable" is broken. */
export interface LocksetWarning {
  readonly variable: number
  /** The row of that access. */
  readonly row: number
  readonly isWrite: boolean
}

// what is known of a variable: untouched; touched by one thread only; read by several; written by several
const virgin = 0
const exclusive = 1
const shared = 2
const sharedModified = 3

/**
 * Eraser (Savage et al., TOCS 1997): the first warning for each variable. It looks at locks and at nothing else. So it warns of programs without a race, where a start, a join,
 * a queue or a semaphore orders the accesses; and it keeps silent while one thread has the variable to itself, though that thread's accesses may race with the first one of the next. A
 * foil to `fastTrack`, not a replacement.
 */
export function lockset(operations: OperationColumns): LocksetWarning[] {
  const { length, kind, thread, object, row, objectCount } = operations
  const held = heldLocks(operations)
  const state = new Uint8Array(objectCount)
  const owner = new Int32Array(objectCount).fill(-1)
  const candidates = new Map<number, readonly number[]>()
  const warned = new Uint8Array(objectCount)
  const warnings: LocksetWarning[] = []
  for (let i = 0; i < length; i++) {
    const isWrite = kind[i] === operationCode.write
    if (!isWrite && kind[i] !== operationCode.read) {
      held.apply(i)
      continue
    }
    const variable = object[i] ?? 0
    const by = thread[i] ?? 0
    if (warned[variable] === 1) continue
    const before = state[variable] ?? virgin
    const now = next(before, owner[variable] === by, isWrite)
    state[variable] = now
    if (now === exclusive) owner[variable] = by
    else if (guards(candidates, variable, held.by(by), isWrite) === 0 && now === sharedModified) {
      warned[variable] = 1
      warnings.push({ variable, row: row[i] ?? 0, isWrite })
    }
  }
  return warnings
}

function next(state: number, isOwner: boolean, isWrite: boolean): number {
  if (state === virgin || (state === exclusive && isOwner)) return exclusive
  return isWrite || state === sharedModified ? sharedModified : shared
}

/** Strikes out the locks that are not held now; how many are left. A reader's side of a lock guards reads alone. */
function guards(candidates: Map<number, readonly number[]>, variable: number, held: readonly HeldLock[], isWrite: boolean): number {
  const counts = (lock: number): boolean => held.some((hold) => hold.lock === lock && !(isWrite && hold.shared))
  const left = (candidates.get(variable) ?? held.map(({ lock }) => lock)).filter(counts)
  candidates.set(variable, left)
  return left.length
}
