import * as fc from 'fast-check'
import { growingOperations, type OperationColumns, operationCode } from '../../../src/core/analysis/order/operations'

const threadCount = 3
const locks = [0, 1]
const variables = [2, 3]
const semaphore = 4
const queue = 5
const objectCount = 6
const atomics = [operationCode.atomicRead, operationCode.atomicWrite, operationCode.atomicUpdate]

/** Random runs of three threads with two locks, two variables, a semaphore without permits and a queue of one place; one of the variables is accessed atomically too. Whatever cannot happen now is left out. */
export const randomOperations: fc.Arbitrary<OperationColumns> = fc
  .array(fc.record({ thread: fc.nat({ max: threadCount - 1 }), what: fc.nat({ max: 14 }) }), { maxLength: 60 })
  .map((wishes) => {
    const growing = growingOperations()
    const owner = new Map<number, number>()
    let permits = 0
    let values = 0
    let length = 0
    for (const { thread, what } of wishes) {
      const push = (kind: number, object: number): void => growing.push(kind, thread, object, length++, 1)
      const side = what % 2
      const lock = locks[side] ?? 0
      if (what < 4) push(what < 2 ? operationCode.read : operationCode.write, variables[side] ?? 0)
      else if (what < 8 && owner.get(lock) === undefined) {
        owner.set(lock, thread)
        push(operationCode.acquire, lock)
      } else if (what < 8 && owner.get(lock) === thread) {
        owner.delete(lock)
        push(operationCode.release, lock)
      } else if (what === 8) {
        permits++
        push(operationCode.give, semaphore)
      } else if (what === 9 && permits > 0) {
        permits--
        push(operationCode.take, semaphore)
      } else if (what === 10 && values === 0) {
        values++
        push(operationCode.put, queue)
      } else if (what === 11 && values > 0) {
        values--
        push(operationCode.get, queue)
      } else if (what > 11) push(atomics[what - 12] ?? operationCode.atomicRead, variables[0] ?? 0)
    }
    const capacities = new Float64Array(objectCount).fill(Number.POSITIVE_INFINITY)
    capacities[queue] = 1
    return growing.columns({ workLeads: false, threadCount, objectCount, capacities })
  })
