import { expect, test } from 'vitest'
import { contentionOf } from '../../../src/core/analysis/order/contention'
import { criticalPath } from '../../../src/core/analysis/order/criticalPath'
import { operationsOf } from '../../../src/core/analysis/order/operationsOf'
import { moment, noThread, objectId, threadId } from '../../../src/core/trace/ids'
import { objectName, type Trace } from '../../../src/core/trace/trace'
import { traceBuilder } from '../../../src/core/trace/builder'
import { traceFromText } from '../../../src/core/trace/traceFromText'
import { madeUpHeader } from '../trace/arbitrary'

const pathOf = (trace: Trace) => {
  const { stretches, ...path } = criticalPath(operationsOf(trace))
  return { ...path, stretches: stretches.map(({ thread, work }) => `${trace.threads.get(threadId(thread))?.name} ${work}`) }
}

test('threads that have nothing to do with each other need no more than the longest', () => {
  expect(
    pathOf(
      traceFromText(`
    A  reach         reach         reach
    B         reach         reach`)
    )
  ).toEqual({ length: 3, asleep: 0, work: 5, parallelism: 5 / 3, stretches: ['A 3'] })
})

test('a lock makes its holders follow one another', () => {
  expect(
    pathOf(
      traceFromText(`
    A  lock(L)  reach  unlock(L)  reach
    B                                    lock(L)  reach  unlock(L)  reach`)
    )
  ).toMatchObject({ length: 7, work: 8, stretches: ['A 3', 'B 4'] })
})

test('a run without any step has a path of no length', () => {
  expect(pathOf(traceFromText('A'))).toEqual({ length: 0, asleep: 0, work: 0, parallelism: 1, stretches: [] })
})

/** Main works 10 ns, starts a thread that works 100 ns in a lock; main wants that lock at 20 and gets it at 120. */
const recorded = (() => {
  const builder = traceBuilder(madeUpHeader({ unit: 'nanoseconds', origin: '2026-01-01T00:00:00.000Z' }))
  const by = (thread: number, at: number, line = 0) => ({ thread: threadId(thread), at: moment(at), line })
  const lock = objectId(0)
  builder.add({ type: 'threadStarted', ...by(0, 0), parent: noThread, name: 'main' })
  builder.add({ type: 'declared', ...by(0, 0), object: lock, kind: 'lock', name: 'L', capacity: null })
  builder.add({ type: 'threadStarted', ...by(1, 10), parent: threadId(0), name: 'worker' })
  builder.add({ type: 'acquired', ...by(1, 10, 5), object: lock })
  builder.add({ type: 'requested', ...by(0, 20, 7), object: lock, timeout: null })
  builder.add({ type: 'released', ...by(1, 110, 6), object: lock })
  builder.add({ type: 'acquired', ...by(0, 120, 7), object: lock })
  builder.add({ type: 'released', ...by(0, 150, 8), object: lock })
  return builder.trace()
})()

test('in a recorded run work is time, and waiting for others is none', () => {
  expect(pathOf(recorded)).toEqual({ length: 140, asleep: 0, work: 150, parallelism: 150 / 140, stretches: ['main 10', 'worker 100', 'main 30'] })
})

const nanoseconds = { clock: { unit: 'nanoseconds', origin: '2026-01-01T00:00:00.000Z' } } as const

test('a task that waits does no work: not for its turn, not for a lock, and asleep only the time passes; tasks of one loop follow one another', () => {
  const trace = traceFromText(
    `
    loop  task(A)  task(B)                                                                                                                                reach
    A                       resume  lock(L)  suspend("sleep(1)")                                        resume  unlock(L)  end
    B                                                             resume  lock(L)…  suspend("lock L")                            resume  got(L)  end`,
    nanoseconds
  )
  // the moments are the columns, 1 to 15: A works from 3 to 5, sleeps until 9, works until 11; B works from 6 to 7 and from 12 to 14; else the loop does
  expect(pathOf(trace)).toEqual({ length: 15, asleep: 4, work: 14, parallelism: 14 / 15, stretches: ['loop 3', 'A 8', 'loop 1', 'B 2', 'loop 1'] })
})

test('a lock taken in the middle of a wait, by a signal handler or a destructor, is work; the rest of the wait is not', () => {
  const trace = traceFromText(
    `
    A  join(B)…                   lock(L)  reach  unlock(L)                 joined(B)
    B            reach                                       reach  end`,
    nanoseconds
  )
  // of the moments 1 to 8 A works until 1 and from 3 to 5, B until 7
  expect(pathOf(trace)).toMatchObject({ work: 3 + 7 })
})

test('contention tells which lock was waited for, how long, and in which line', () => {
  expect(contentionOf(recorded)).toEqual([
    {
      object: 0,
      acquisitions: 2,
      waits: 1,
      totalWait: 100,
      longestWait: 100,
      lines: [
        { line: 7, acquisitions: 1, waits: 1, totalWait: 100, longestWait: 100 },
        { line: 5, acquisitions: 1, waits: 0, totalWait: 0, longestWait: 0 }
      ]
    }
  ])
})

test('the costliest lock comes first, and one that nobody waits for not at all', () => {
  const trace = traceFromText(`
    A  lock(L)             lock(M)             unlock(L)           reach     unlock(M)            lock(N)
    B            lock(L)…            reach                got(L)
    C                                                                lock(M)…           got(M)`)
  expect(contentionOf(trace).map(({ object, totalWait }) => [objectName(trace, object), totalWait])).toEqual([
    ['L', 4],
    ['M', 2]
  ])
})
