import { expect, test } from 'vitest'
import { contentionOf } from '../../../src/core/analysis/contention'
import { criticalPath } from '../../../src/core/analysis/criticalPath'
import { operationsOf } from '../../../src/core/analysis/operationsOf'
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
  ).toEqual({ length: 3, work: 5, parallelism: 5 / 3, stretches: ['A 3'] })
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
  expect(pathOf(traceFromText('A'))).toEqual({ length: 0, work: 0, parallelism: 1, stretches: [] })
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
  expect(pathOf(recorded)).toEqual({ length: 140, work: 150, parallelism: 150 / 140, stretches: ['main 10', 'worker 100', 'main 30'] })
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
