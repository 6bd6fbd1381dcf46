import { expect, test } from 'vitest'
import { outputLines } from '../../../src/core/analysis/outputLines'
import { spanAt, spansOf } from '../../../src/core/analysis/spans'
import { stateAt } from '../../../src/core/analysis/stateAt'
import { growingColumns } from '../../../src/core/trace/columns'
import { eventAt } from '../../../src/core/trace/decode'
import { pushEvent } from '../../../src/core/trace/encode'
import { moment, noThread, threadId } from '../../../src/core/trace/ids'
import { type Trace, threadName, traceOf } from '../../../src/core/trace/trace'
import { traceFromText } from '../../../src/core/trace/traceFromText'

const nanoseconds = { unit: 'nanoseconds', origin: '2026-01-01T00:00:00.000Z' } as const
const statesAt = (trace: Trace, at: number) => Object.fromEntries(stateAt(trace, moment(at)).threads.map(({ id, state }) => [threadName(trace, id), state]))
const spansIn = (trace: Trace, thread: number) => {
  const columns = spansOf(trace).get(threadId(thread))
  return Array.from({ length: columns?.length ?? 0 }, (_, i) => (columns ? spanAt(columns, i) : null)).map((span) => `${span?.from}-${span?.to} ${span?.state}`)
}

const handOver = `
  A   lock(L)@3           write(x)=7@4  unlock(L)@5                          end
  B            lock(L)…@8                          got(L)@8  print("mine")            unlock(L)`

test('in a step clock whoever takes the next step runs, and the others that could are ready', () => {
  const trace = traceFromText(handOver)
  expect(statesAt(trace, 0)).toEqual({ A: 'running', B: 'ready' })
  expect(statesAt(trace, 1)).toEqual({ A: 'ready', B: 'running' })
  expect(statesAt(trace, 2.5)).toEqual({ A: 'running', B: 'blocked' })
  expect(statesAt(trace, 4)).toEqual({ A: 'ready', B: 'running' })
})

test('a thread whose lock has become free is ready, and running when it takes it', () => {
  const trace = traceFromText(`
    A   lock(L)           unlock(L)  write(x)=1
    B            lock(L)…                        got(L)`)
  expect(statesAt(trace, 3)).toEqual({ A: 'running', B: 'ready' })
  expect(statesAt(trace, 4)).toEqual({ A: 'ready', B: 'running' })
  expect(spansIn(trace, 1)).toEqual(['0-1 ready', '1-2 running', '2-3 blocked', '3-4 ready', '4-5 running'])
})

test('in a clock of nanoseconds a started thread that does not wait runs', () => {
  const trace = traceFromText(handOver, { clock: nanoseconds })
  expect(statesAt(trace, 1)).toEqual({ A: 'running', B: 'running' })
  expect(statesAt(trace, 2)).toEqual({ A: 'running', B: 'blocked' })
  expect(statesAt(trace, 7)).toEqual({ A: 'finished', B: 'running' })
})

test.each([
  ['a join', 'join(B)…', 'joined(B)', 'waiting'],
  ['a lock', 'lock(M)…', 'got(M)', 'blocked'],
  ['an event', 'await(E)…', 'woke(E)', 'waiting'],
  ['a sleep', 'sleep', 'wake', 'sleeping']
])('a lock that is taken in the middle of the wait for %s, by a signal handler or a destructor, does not end it', (_, asks, gets, state) => {
  const trace = traceFromText(
    `
    A           ${asks.padEnd(12)}  lock(L)  unlock(L)            ${gets}
    B  lock(M)                                           reach`,
    { clock: nanoseconds }
  )
  for (const at of [2, 3, 4, 5]) expect(statesAt(trace, at)['A']).toBe(state)
  expect(statesAt(trace, 6)['A']).toBe('running')
})

test('holders, waiters in order, values with their writers, and output so far', () => {
  const trace = traceFromText(`
    A   lock(L)@3                       write(x)=7@4
    B            lock(L)…@8                           print("b")
    C                       lock(L)…@9`)
  const { objects, variables, printed, row } = stateAt(trace, moment(4))
  expect(objects).toMatchObject([{ holders: [{ thread: 0, since: 1, line: 3, permit: 0 }], depth: 1, permits: null, waiters: [1, 2] }])
  expect(variables).toMatchObject([{ value: 7, writer: 0, at: 4 }])
  expect(printed).toBe(0)
  expect(row).toBe(trace.events.length - 2)
  expect(stateAt(trace, moment(5)).printed).toBe(1)
  expect(outputLines(trace)).toMatchObject([{ thread: 1, text: 'b', stream: 'stdout' }])
  expect(stateAt(trace, moment(4)).threads[1]).toMatchObject({ state: 'blocked', on: { object: 0 }, line: 8, since: 2 })
})

test('a value from before dropped events is told to be old, one written after them is not', () => {
  const whole = traceFromText('A  write(x)=1  write(x)=2')
  const columns = growingColumns()
  const dropped = { type: 'dropped', at: moment(1), thread: noThread, line: 0, count: 5, since: null } as const
  for (let row = 0; row < whole.events.length; row++) {
    const event = eventAt(whole.events, row)
    if (event.at > 1 && columns.length === row) pushEvent(columns, dropped)
    pushEvent(columns, event)
  }
  const trace = traceOf(whole.header, columns.view())
  expect(stateAt(trace, moment(1)).variables).toMatchObject([{ value: 1, stale: true }])
  expect(stateAt(trace, moment(2)).variables).toMatchObject([{ value: 2, stale: false }])
})

test('an rlock is free again when it was released as often as it was taken', () => {
  const trace = traceFromText('A  rlock(R)  rlock(R)  unlock(R)  unlock(R)')
  expect([1, 2, 3, 4].map((at) => stateAt(trace, moment(at)).objects[0]?.depth)).toEqual([1, 2, 1, 0])
})

test('a permit belongs to nobody: another thread may give it back', () => {
  const trace = traceFromText(`
    A   take(S/2)
    B              take(S/2)  give(S)
    C                                  give(S)`)
  const at = (t: number) => {
    const { holders, permits } = stateAt(trace, moment(t)).objects[0] ?? { holders: [], permits: null }
    return { holders: holders.map(({ thread, permit }) => `${thread} has ${permit}`), permits }
  }
  expect(at(2)).toEqual({ holders: ['0 has 0', '1 has 1'], permits: 0 })
  expect(at(3)).toEqual({ holders: ['0 has 0'], permits: 1 })
  expect(at(4)).toEqual({ holders: [], permits: 2 })
})

test('waiting for a semaphore or a join is waiting, for a lock blocked, and sleep is sleep', () => {
  const trace = traceFromText(
    `
    A   take(S/0)…
    B               join(A)…
    C                          sleep
    D                                 lock(L)  lock(L)…5`,
    { clock: nanoseconds }
  )
  expect(statesAt(trace, 5)).toEqual({ A: 'waiting', B: 'waiting', C: 'sleeping', D: 'blocked' })
})

test('threads are deadlocked from the moment the ring closed, also when the last outsider ends later', () => {
  const trace = traceFromText(`
    main  join(A)…
    A               lock(L)           lock(M)…
    B                        lock(M)           lock(L)…
    C                                                    write(x)=1  end`)
  expect(statesAt(trace, 4)).toEqual({ main: 'waiting', A: 'blocked', B: 'running', C: 'ready' })
  expect(statesAt(trace, 5)).toEqual({ main: 'deadlocked', A: 'deadlocked', B: 'deadlocked', C: 'running' })
  expect(stateAt(trace, moment(6)).threads[1]).toMatchObject({ on: { object: 1 }, since: 5 })
  expect(spansIn(trace, 0)).toEqual(['0-1 running', '1-5 waiting', '5-7 deadlocked'])
})

test('a ring that an outsider may still open is a wait, not a deadlock', () => {
  const trace = traceFromText(`
    A   lock(L)           lock(M)…
    B            lock(M)           lock(L)…
    C                                        write(x)=1`)
  expect(statesAt(trace, 4)).toEqual({ A: 'blocked', B: 'blocked', C: 'running' })
})

test('after an uncaught exception a thread is finished, unless it goes on to wait as Python’s main does', () => {
  const trace = traceFromText(`
    main  raise("ValueError: no")           join(A)…
    A                             write(x)=1`)
  expect(statesAt(trace, 2)).toMatchObject({ main: 'finished' })
  expect(statesAt(trace, 3)).toMatchObject({ main: 'waiting' })
})
