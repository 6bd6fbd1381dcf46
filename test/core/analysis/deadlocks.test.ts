import { expect, test } from 'vitest'
import { type DeadlockOptions, type Deadlock, deadlocksAt } from '../../../src/core/analysis/deadlocks'
import { moment } from '../../../src/core/trace/ids'
import { objectName, type Trace, threadName } from '../../../src/core/trace/trace'
import { traceFromText } from '../../../src/core/trace/traceFromText'

const named = (trace: Trace, { threads, objects, cycle, verdict, since }: Deadlock) => ({
  threads: threads.map((id) => threadName(trace, id)).join(' '),
  objects: objects.map((id) => objectName(trace, id)).join(' '),
  cycle: cycle.map((node) => ('thread' in node ? threadName(trace, node.thread) : objectName(trace, node.object))).join(' '),
  verdict,
  since
})
const atEnd = (text: string, options?: DeadlockOptions) => {
  const trace = traceFromText(text)
  return deadlocksAt(trace, trace.end, options).map((deadlock) => named(trace, deadlock))
}

const crossed = `
  A   lock(L)           lock(M)…
  B            lock(M)           lock(L)…`

test('two threads that lock in opposite order wait for each other for ever, from the second request on', () => {
  expect(atEnd(crossed)).toEqual([{ threads: 'A B', objects: 'L M', cycle: 'A M B L', verdict: 'deadlock', since: 4 }])
  expect(deadlocksAt(traceFromText(crossed), moment(3))).toEqual([])
})

test('the ring is told in words', () => {
  const [deadlock] = deadlocksAt(traceFromText(crossed), moment(4))
  expect(deadlock?.words).toBe('A waits for M, held by B; B waits for L, held by A')
})

test('main, which waits for one of the ring to end, is stuck with it', () => {
  expect(
    atEnd(`
      main  join(A)…
      A              lock(L)           lock(M)…
      B                       lock(M)           lock(L)…`)
  ).toEqual([{ threads: 'main A B', objects: 'L M', cycle: 'A M B L', verdict: 'deadlock', since: 5 }])
})

test('a bystander could release a Lock: deadlock only once it has ended, or when the program says it never will', () => {
  const bystander = `
      A   lock(L)           lock(M)…
      B            lock(M)           lock(L)…
      C                                        write(x)=1`
  expect(atEnd(bystander)).toMatchObject([{ threads: 'A B', verdict: 'possible', cycle: 'A M B L', since: 4 }])
  expect(atEnd(`${bystander}  end`)).toMatchObject([{ threads: 'A B', verdict: 'deadlock', since: 4 }])
  expect(atEnd(bystander, { mayRelease: (thread) => thread !== 2 })).toMatchObject([{ verdict: 'deadlock' }])
  expect(atEnd(bystander, { mayRelease: () => true })).toMatchObject([{ verdict: 'possible' }])
})

test('nobody but its owner can release an RLock: a bystander changes nothing', () => {
  expect(
    atEnd(`
      A   rlock(L)            rlock(M)…
      B             rlock(M)            rlock(L)…
      C                                           write(x)=1`)
  ).toMatchObject([{ threads: 'A B', verdict: 'deadlock', cycle: 'A M B L' }])
})

test('a request that gives up by itself is no part of a deadlock', () => {
  expect(
    atEnd(`
      A   lock(L)           lock(M)…5
      B            lock(M)            lock(L)…`)
  ).toEqual([])
})

test('a lock that becomes free lets its waiters go', () => {
  expect(
    atEnd(`
      A   lock(L)           lock(M)…
      B            lock(M)           unlock(M)`)
  ).toEqual([])
})

test('a thread that takes its own lock again is a ring of one; an rlock is not', () => {
  const trace = traceFromText('A   lock(L)  lock(L)…')
  expect(deadlocksAt(trace, trace.end).map((deadlock) => named(trace, deadlock))).toMatchObject([{ threads: 'A', cycle: 'A L', verdict: 'deadlock', since: 2 }])
  expect(deadlocksAt(trace, trace.end)[0]?.words).toBe('A waits for L, which it holds itself')
  expect(atEnd('A   rlock(L)  rlock(L)  write(x)=1')).toEqual([])
})

test('two threads that wait for each other’s end stand in a ring without objects', () => {
  expect(
    atEnd(`
      A   join(B)…
      B            join(A)…`)
  ).toEqual([{ threads: 'A B', objects: '', cycle: 'A B', verdict: 'deadlock', since: 2 }])
})

test('two threads that wait at queues for each other stand in a ring, whoever waits for their ends; where a third could put, they do not', () => {
  const both = `
      main  join(A)…
      A              get(P)…
      B                       get(Q)…`
  expect(atEnd(both)).toEqual([{ threads: 'main A B', objects: 'P Q', cycle: 'A P B Q', verdict: 'deadlock', since: 3 }])
  expect(
    atEnd(`${both}
      C                                get(R)…`).map(({ cycle }) => cycle)
  ).toEqual(['', '', ''])
  expect(
    atEnd(`
      A   get(P)…
      B            get(P)…`).map(({ cycle }) => cycle)
  ).toEqual([''])
})

test('a join on a thread that waits for the joiner’s lock closes a ring', () => {
  expect(
    atEnd(`
      main  lock(L)  join(A)…
      A                       lock(L)…`)
  ).toEqual([{ threads: 'main A', objects: 'L', cycle: 'main A L', verdict: 'deadlock', since: 3 }])
})

test('two rings are two deadlocks', () => {
  expect(
    atEnd(`
      A   lock(L)                             lock(M)…
      B           lock(M)                             lock(L)…
      C                   lock(N)                              lock(O)…
      D                           lock(O)                               lock(N)…`)
  ).toMatchObject([
    { threads: 'A B', cycle: 'A M B L', verdict: 'deadlock', since: 6 },
    { threads: 'C D', cycle: 'C O D N', verdict: 'deadlock', since: 8 }
  ])
})

test('a lock whose owner has ended lets nobody through any more', () => {
  const trace = traceFromText(`
      A   lock(L)           raise("ValueError: no")
      B            lock(L)…`)
  expect(deadlocksAt(trace, moment(2))).toEqual([])
  expect(deadlocksAt(trace, trace.end)).toMatchObject([
    { threads: [1], cycle: [], verdict: 'deadlock', since: 3, words: 'B waits for L, held by A, which has ended' }
  ])
})

test('a semaphore with a live thread outside may still be given; with nobody left it cannot', () => {
  const consumer = `
      A   take(S/0)…
      B               write(x)=1`
  expect(atEnd(consumer)).toEqual([])
  expect(atEnd(`${consumer}  end`)).toEqual([{ threads: 'A', objects: 'S', cycle: '', verdict: 'deadlock', since: 3 }])
})

test('a ring over semaphores is only possible while somebody outside lives', () => {
  const ring = `
      A   take(S/1)             take(T/1)…
      B              take(T/1)              take(S/1)…
      C                                                 write(x)=1`
  expect(atEnd(ring)).toMatchObject([{ threads: 'A B', cycle: 'A T B S', verdict: 'possible' }])
  expect(atEnd(`${ring}  end`)).toMatchObject([{ threads: 'A B', cycle: 'A T B S', verdict: 'deadlock', since: 4 }])
})

test('threads that sleep are not stuck', () => {
  expect(
    atEnd(`
      A   take(S/0)…
      B              sleep`)
  ).toEqual([])
})

test('daemons that still wait when the run has finished are no deadlock', () => {
  expect(
    atEnd(`
      main                write(x)=1  end
      D       take(S/0)…
      = finished`)
  ).toEqual([])
})

test('after a gap in the recording nothing is certain', () => {
  expect(atEnd(`${crossed}\n      C                                          drop(3) end`)).toMatchObject([{ cycle: 'A M B L', verdict: 'possible' }])
})
