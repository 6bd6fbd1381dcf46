import { expect, test } from 'vitest'
import { lockCycles } from '../../../src/core/analysis/order/lockCycles'
import { type LockEdge, lockOrder } from '../../../src/core/analysis/order/lockOrder'
import { operationsOf } from '../../../src/core/analysis/order/operationsOf'
import { objectId, threadId } from '../../../src/core/trace/ids'
import { objectName, type Trace, threadName } from '../../../src/core/trace/trace'
import { traceFromText } from '../../../src/core/trace/traceFromText'

const told = (trace: Trace, { thread, held, heldRow, wanted, wantedRow }: LockEdge): string => {
  const lock = (id: number, row: number): string => `${objectName(trace, objectId(id))}@${trace.events.line[row]}`
  return `${threadName(trace, threadId(thread))} ${lock(held, heldRow)} ${lock(wanted, wantedRow)}`
}
const cyclesOf = (text: string) => {
  const trace = traceFromText(text)
  return lockCycles(lockOrder(operationsOf(trace))).cycles.map(({ locks, passes, edges }) => ({
    locks: locks.map((lock) => objectName(trace, objectId(lock))).join(' '),
    passes,
    edges: edges.map((edge) => told(trace, edge))
  }))
}

test('a run that went well shows a deadlock of other orders, with who takes what where', () => {
  expect(
    cyclesOf(`
    A  lock(L)@1  lock(M)@2  unlock(M)  unlock(L)
    B                                              lock(M)@3  lock(L)@4  unlock(L)  unlock(M)`)
  ).toEqual([{ locks: 'L M', passes: 'forkJoin', edges: ['A L@1 M@2', 'B M@3 L@4'] }])
})

test('a wait that comes to nothing counts: the deadlock itself has the cycle too', () => {
  expect(
    cyclesOf(`
    A  lock(L)@1             lock(M)…@2
    B             lock(M)@3               lock(L)…@4`)
  ).toMatchObject([{ passes: 'forkJoin', edges: ['A L@1 M@2', 'B M@3 L@4'] }])
})

test('one thread alone makes no deadlock', () => {
  expect(
    cyclesOf(`
    A  lock(L)  lock(M)  unlock(M)  unlock(L)  lock(M)  lock(L)  unlock(L)  unlock(M)`)
  ).toMatchObject([{ locks: 'L M', passes: 'graph' }])
})

test('a common lock around both orders lets in one at a time', () => {
  expect(
    cyclesOf(`
    A  lock(G)  lock(L)  lock(M)  unlock(M)  unlock(L)  unlock(G)
    B                                                              lock(G)  lock(M)  lock(L)  unlock(L)  unlock(M)  unlock(G)`)
  ).toMatchObject([{ locks: 'L M', passes: 'threads' }])
})

test('what is over before the other starts makes no deadlock with it, and what goes on beside it does', () => {
  const orders = (before: string, after: string) => `
    A  ${before}  start(B)  ${after}
    B  ${' '.repeat(before.length + after.length + 20)}  lock(M)  lock(L)  unlock(L)  unlock(M)  end`
  const mine = 'lock(L)  lock(M)  unlock(M)  unlock(L)'
  expect([cyclesOf(orders(mine, 'reach')), cyclesOf(orders('reach', mine))]).toMatchObject([[{ passes: 'gates' }], [{ passes: 'forkJoin' }]])
})

test('a repetition that may deadlock is found behind one that cannot', () => {
  expect(
    cyclesOf(`
    A  lock(L)@1  lock(M)@1  unlock(M)  unlock(L)  start(B)  lock(L)@2  lock(M)@2  unlock(M)  unlock(L)
    B                                                                                                    lock(M)@3  lock(L)@4  unlock(L)  unlock(M)`)
  ).toMatchObject([{ passes: 'forkJoin', edges: ['A L@2 M@2', 'B M@3 L@4'] }])
})

test('who gives up by itself, takes an rlock again or holds a permit makes no cycle', () => {
  expect(
    cyclesOf(`
    A  lock(L)  lock(M)…5  got(M)  unlock(M)  unlock(L)
    B                                                    lock(M)  lock(L)  unlock(L)  unlock(M)`)
  ).toEqual([])
  expect(
    cyclesOf(`
    A  lock(L)  grab(M)  unlock(M)  unlock(L)
    B                                          lock(M)  lock(L)  unlock(L)  unlock(M)`)
  ).toEqual([])
  expect(
    cyclesOf(`
    A  rlock(L)  rlock(M)  rlock(L)  unlock(L)  unlock(M)  unlock(L)`)
  ).toEqual([])
  expect(
    cyclesOf(`
    A  take(S)  lock(M)  unlock(M)  give(S)
    B                                        lock(M)  take(S)  give(S)  unlock(M)`)
  ).toEqual([])
})

test('cycles come shortest first, each once', () => {
  const cycles = cyclesOf(`
    A  lock(L)  lock(M)  lock(N)  unlock(N)  unlock(M)  unlock(L)
    B                                                              lock(N)  lock(L)  unlock(L)  unlock(N)`)
  expect(cycles.map(({ locks }) => locks)).toEqual(['L N', 'L M N'])
})

test('a search that would take too long is cut off, and says so', () => {
  const thread = (name: string, locks: string[], column: number) => `${name} ${' '.repeat(column)} ${locks.map((lock) => `lock(${lock})`).join('  ')}`
  const locks = Array.from({ length: 8 }, (_, i) => `L${i}`)
  const trace = traceFromText(`${thread('A', locks, 0)}  ${locks.map((lock) => `unlock(${lock})`).join('  ')}\n${thread('B', locks.toReversed(), 400)}`)
  const order = lockOrder(operationsOf(trace))
  expect(lockCycles(order, 1000).complete).toBe(false)
  expect(lockCycles(order).complete).toBe(true)
})
