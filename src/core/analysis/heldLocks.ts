import { type OperationColumns, operationCode } from './order/operations'

/** A lock that a thread holds. */
export interface HeldLock {
  readonly lock: number
  /** The row of its acquisition. */
  readonly row: number
  /** As one of the readers of a readers–writer lock. */
  readonly shared: boolean
  depth: number
}

/** Which locks each thread holds, while one walks the operations. */
export interface HeldLocks {
  /** What the thread holds, first taken first. */
  by(thread: number): readonly HeldLock[]
  /** Takes the operation into account. */
  apply(operation: number): void
}

/** Nobody holds anything yet. Permits of semaphores are no locks: whoever gives one back need not have taken it. */
export function heldLocks({ kind, thread, object, row, threadCount }: OperationColumns): HeldLocks {
  const held: HeldLock[][] = Array.from({ length: threadCount }, () => [])

  function take(by: number, lock: number, at: number, shared: boolean): void {
    const mine = held[by] ?? []
    const again = mine.find((one) => one.lock === lock)
    if (again === undefined) mine.push({ lock, row: at, shared, depth: 1 })
    else again.depth++
  }

  function give(by: number, lock: number): void {
    const isIt = (hold: HeldLock): boolean => hold.lock === lock
    // a plain lock may be released by somebody else
    const mine = held[by]?.some(isIt) === true ? held[by] : held.find((locks) => locks.some(isIt))
    const index = mine?.findIndex(isIt) ?? -1
    const hold = mine?.[index]
    if (hold !== undefined && --hold.depth === 0) mine?.splice(index, 1)
  }

  return {
    by: (of) => held[of] ?? [],
    apply(operation) {
      const by = thread[operation] ?? 0
      const of = object[operation] ?? 0
      switch (kind[operation] ?? operationCode.local) {
        case operationCode.acquire:
        case operationCode.tryAcquire:
          return take(by, of, row[operation] ?? 0, false)
        case operationCode.acquireShared:
          return take(by, of, row[operation] ?? 0, true)
        case operationCode.release:
        case operationCode.releaseShared:
          return give(by, of)
        case operationCode.gap:
          for (const locks of held) locks.length = 0
          return
        default:
      }
    }
  }
}
