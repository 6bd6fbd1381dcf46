import { happensBefore } from './happensBefore'
import { type OperationColumns, operationCode } from './operations'
import { isAccess, isAtomic, isWrite, type Race } from './race'
import { vectorClocks } from './vectorClocks'

interface Access {
  readonly row: number
  readonly thread: number
  readonly tick: number
  readonly isWrite: boolean
  readonly isAtomic: boolean
}

/**
 * Every pair of racing accesses, by second access, then by first: plain vector clocks, in the manner of DJIT+ (Pozniansky & Schuster, PPoPP 2003) with every access kept
 * instead of the last ones. What `fastTrack` is measured against, and all there is to show of a short run; the number of pairs grows with the square of the accesses.
 */
export function vectorClockRaces(operations: OperationColumns): Race[] {
  const { length, kind, thread, object, row, threadCount } = operations
  const clocks = vectorClocks(threadCount)
  const order = happensBefore(operations, clocks)
  const accesses = new Map<number, Access[]>()
  const races: Race[] = []
  for (let i = 0; i < length; i++) {
    order.hear(i)
    const code = kind[i] ?? operationCode.local
    if (isAccess(code)) {
      const by = thread[i] ?? 0
      const known = clocks.of[by] as Int32Array
      const variable = object[i] ?? 0
      const earlier = accesses.get(variable) ?? []
      accesses.set(variable, earlier)
      const access: Access = { row: row[i] ?? 0, thread: by, tick: known[by] as number, isWrite: isWrite(code), isAtomic: isAtomic(code) }
      for (const other of earlier)
        if (conflict(access, other) && other.tick > (known[other.thread] as number)) races.push({ variable, first: other.row, second: access.row })
      earlier.push(access)
    }
    order.tell(i)
  }
  return races
}

const conflict = (one: Access, other: Access): boolean => (one.isWrite || other.isWrite) && !(one.isAtomic && other.isAtomic)
