import { type OperationColumns, operationCode } from '../../../src/core/analysis/order/operations'
import type { Race } from '../../../src/core/analysis/order/race'

/** Whether the order of two operations, `i` before `j`, is given by themselves: one thread, one lock, one semaphore, a value of the queue or its place. */
function isEdge(operations: OperationColumns, i: number, j: number): boolean {
  const { kind, thread, object, capacities } = operations
  if (thread[i] === thread[j]) return true
  if (object[i] !== object[j]) return false
  const is = (one: number, other: number): boolean => kind[i] === one && kind[j] === other
  if (isAtomic(kind[i]) && isAtomic(kind[j]))
    return kind[i] !== operationCode.atomicRead && kind[j] !== operationCode.atomicWrite && readsFrom(operations, i, j)
  if (is(operationCode.release, operationCode.acquire) || is(operationCode.give, operationCode.take)) return true
  const nth = (operation: number): number => kind.subarray(0, operation).filter((one, k) => one === kind[operation] && object[k] === object[operation]).length
  if (is(operationCode.put, operationCode.get)) return nth(i) === nth(j)
  return is(operationCode.get, operationCode.put) && nth(i) + (capacities[object[i] ?? 0] ?? 0) === nth(j)
}

/** Whether no plain store of the variable stands between: then what `j` reads goes back to `i`. */
function readsFrom({ kind, object }: OperationColumns, i: number, j: number): boolean {
  for (let k = i + 1; k < j; k++) if (object[k] === object[j] && kind[k] === operationCode.atomicWrite) return false
  return true
}

/** All races by the definition: the transitive closure of the edges, and every conflicting pair that it leaves unordered. Cubic time. */
export function racesByClosure(operations: OperationColumns): Race[] {
  const { length, kind, object, row } = operations
  const after = Array.from({ length }, () => new Set<number>())
  for (let i = length - 1; i >= 0; i--) {
    for (let j = i + 1; j < length; j++) {
      if (!isEdge(operations, i, j)) continue
      after[i]?.add(j)
      for (const later of after[j] ?? []) after[i]?.add(later)
    }
  }
  const races: Race[] = []
  for (let j = 0; j < length; j++) {
    for (let i = 0; i < j; i++) {
      if (object[i] !== object[j] || !isAccess(kind[i]) || !isAccess(kind[j]) || after[i]?.has(j)) continue
      if (isAtomic(kind[i]) && isAtomic(kind[j])) continue
      if (isWrite(kind[i]) || isWrite(kind[j])) races.push({ variable: object[j] ?? 0, first: row[i] ?? 0, second: row[j] ?? 0 })
    }
  }
  return races
}

const { read, write, atomicRead, atomicWrite, atomicUpdate } = operationCode
const isAtomic = (kind: number | undefined): boolean => kind === atomicRead || kind === atomicWrite || kind === atomicUpdate
const isWrite = (kind: number | undefined): boolean => kind === write || kind === atomicWrite || kind === atomicUpdate
const isAccess = (kind: number | undefined): boolean => kind === read || isWrite(kind) || isAtomic(kind)
