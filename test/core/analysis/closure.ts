import { type OperationColumns, operationCode } from '../../../src/core/analysis/operations'
import type { Race } from '../../../src/core/analysis/race'

/** Whether the order of two operations, `i` before `j`, is given by themselves: one thread, one lock, one semaphore, a value of the queue or its place. */
function isEdge({ kind, thread, object, capacities }: OperationColumns, i: number, j: number): boolean {
  if (thread[i] === thread[j]) return true
  if (object[i] !== object[j]) return false
  const is = (one: number, other: number): boolean => kind[i] === one && kind[j] === other
  if (is(operationCode.release, operationCode.acquire) || is(operationCode.give, operationCode.take)) return true
  const nth = (operation: number): number => kind.subarray(0, operation).filter((one, k) => one === kind[operation] && object[k] === object[operation]).length
  if (is(operationCode.put, operationCode.get)) return nth(i) === nth(j)
  return is(operationCode.get, operationCode.put) && nth(i) + (capacities[object[i] ?? 0] ?? 0) === nth(j)
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
      if (kind[i] === operationCode.write || kind[j] === operationCode.write) races.push({ variable: object[j] ?? 0, first: row[i] ?? 0, second: row[j] ?? 0 })
    }
  }
  return races
}

const isAccess = (kind: number | undefined): boolean => kind === operationCode.read || kind === operationCode.write
