import { expect, test } from 'vitest'
import { deadlocksAt } from '../../../src/core/analysis/deadlocks'
import { levelAt, levelsOf } from '../../../src/core/analysis/levels'
import { stateAt } from '../../../src/core/analysis/stateAt'
import { statisticsOf } from '../../../src/core/analysis/statistics'
import { waitForAt } from '../../../src/core/analysis/waitFor'
import { eventCode } from '../../../src/core/trace/event'
import { moment, type ObjectId, objectId } from '../../../src/core/trace/ids'
import { type Trace, threadName, traceOf } from '../../../src/core/trace/trace'
import { traceFromText } from '../../../src/core/trace/traceFromText'

const statesAt = (trace: Trace, at: number) => Object.fromEntries(stateAt(trace, moment(at)).threads.map(({ id, state }) => [threadName(trace, id), state]))
const objectAt = (trace: Trace, name: string, at: number) => {
  const id = [...trace.objects.values()].find((object) => object.name === name)?.id
  return stateAt(trace, moment(at)).objects.find((object) => object.id === id)
}
const waits = (trace: Trace, at: number) =>
  waitForAt(trace, moment(at)).map(({ thread, target, holders }) => {
    const on = 'object' in target ? trace.objects.get(target.object)?.name : threadName(trace, target.thread)
    return `${threadName(trace, thread)} → ${on} (${holders.map((holder) => threadName(trace, holder)).join()})`
  })
const wordsAt = (trace: Trace, at: number) => deadlocksAt(trace, moment(at)).map(({ verdict, words }) => `${verdict}: ${words}`)

const handOver = traceFromText(`
  A   lock(L)  unlock(L)  wait(C)…                                    woke(C)  lock(L)…  got(L)  unlock(L)
  B                                 lock(L)  notify(C)=A  unlock(L)`)

test('who waits at a condition waits for nobody in particular until it is notified, and then for the lock', () => {
  expect(statesAt(handOver, 3)).toEqual({ A: 'waiting', B: 'running' })
  expect(objectAt(handOver, 'C', 3)).toMatchObject({ waiters: [0], count: 1 })
  expect(waits(handOver, 3)).toEqual(['A → C ()'])
  expect(statesAt(handOver, 5)).toEqual({ A: 'blocked', B: 'running' })
  expect(objectAt(handOver, 'C', 5)).toMatchObject({ waiters: [], count: 0 })
  expect(waits(handOver, 5)).toEqual(['A → L (B)'])
  expect(statesAt(handOver, 6)).toEqual({ A: 'running', B: 'ready' })
})

test('the wait for a notify and the wait for the lock behind it are counted apart, the second one once', () => {
  const objects = Object.fromEntries(statisticsOf(handOver).objects.map((object) => [object.name, object]))
  expect(objects.C).toMatchObject({ contended: 1, unmet: 0, totalWait: 2, highest: 1 })
  expect(objects.L).toMatchObject({ acquisitions: 3, contended: 1, unmet: 0 })
})

test('who gives up at a condition was not served', () => {
  const trace = traceFromText(`
    A   lock(L)  unlock(L)  wait(C)…5                        gaveUp(C)  lock(L)
    B                                  notify(D)  write(x)=1`)
  expect(statesAt(trace, 4)).toMatchObject({ A: 'waiting' })
  expect(statisticsOf(trace).objects.find(({ name }) => name === 'C')).toMatchObject({ contended: 0, unmet: 1 })
})

test('a notify whose lock is not known lets the thread go on', () => {
  const trace = traceFromText(`
    A   wait(C)…               woke(C)
    B             notify(C)=A           write(x)=1`)
  expect(statesAt(trace, 1)).toMatchObject({ A: 'waiting' })
  expect(objectAt(trace, 'C', 2)).toMatchObject({ waiters: [], count: 0 })
  expect(waits(trace, 2)).toEqual([])
})

test('an event that is set lets everybody go on, also when it is cleared before they do', () => {
  const trace = traceFromText(`
    A   await(E)…
    B              await(E)…
    C                         write(x)=1  set(E)  clear(E)  write(x)=2`)
  expect(statesAt(trace, 2)).toEqual({ A: 'waiting', B: 'waiting', C: 'running' })
  expect(objectAt(trace, 'E', 3)).toMatchObject({ count: 0, waiters: [0, 1] })
  expect(objectAt(trace, 'E', 4)).toMatchObject({ count: 1, waiters: [] })
  expect(objectAt(trace, 'E', 5)).toMatchObject({ count: 0, waiters: [] })
  expect(statesAt(trace, 5)).toEqual({ A: 'ready', B: 'ready', C: 'running' })
})

test('the last to arrive at a barrier lets the others go on; the next round counts anew', () => {
  const text = `
    A   arrive(P/2)…             woke(P)  arrive(P)…
    B                 arrive(P)                       write(x)=1`
  const trace = traceFromText(text, { clock: { unit: 'nanoseconds', origin: '2026-01-01T00:00:00.000Z' } })
  expect([1, 2, 3, 4].map((at) => objectAt(trace, 'P', at)?.count)).toEqual([1, 2, 2, 1])
  expect(statesAt(trace, 1)).toEqual({ A: 'waiting', B: 'running' })
  expect(statesAt(trace, 2)).toEqual({ A: 'ready', B: 'running' })
  expect(statesAt(trace, 4)).toEqual({ A: 'waiting', B: 'running' })
})

test('in a step clock a barrier opens when it says so: until then its action runs, and may never come back', () => {
  const trace = traceFromText(`
    A   lock(L)  arrive(P/2)…
    B                          arrive(P)  lock(L)…`)
  expect(statesAt(trace, 3)).toEqual({ A: 'waiting', B: 'running' })
  expect(wordsAt(trace, 4)).toEqual(['deadlock: A waits at P for the others; B waits for L, held by A'])
})

test('a broken barrier holds nobody until it is reset', () => {
  const trace = traceFromText(`
    A   arrive(P/3)…                         write(x)=1
    B                 breaks(P)  clear(P)`)
  expect(objectAt(trace, 'P', 2)).toMatchObject({ isBroken: true, count: 0, waiters: [] })
  expect(objectAt(trace, 'P', 3)).toMatchObject({ isBroken: false })
  expect(statesAt(trace, 2)).toMatchObject({ A: 'ready' })
})

test('who puts waits for a place, who gets for a value, who joins for all to be done', () => {
  const trace = traceFromText(`
    A   put(Q/1)=1  put(Q)…                       put(Q)=2
    B                        write(x)=1  get(Q)=1           get(Q)=2  get(Q)…
    C                                                                           drain(Q)…  done(R)
    D                                                                                       done(Q)   done(Q)`)
  expect(statesAt(trace, 2)).toMatchObject({ A: 'waiting' })
  expect(objectAt(trace, 'Q', 2)).toMatchObject({ count: 1, unfinished: 1, waiters: [0] })
  expect(statesAt(trace, 4)).toMatchObject({ A: 'running' })
  expect(statesAt(trace, 7)).toMatchObject({ B: 'waiting' })
  expect(waitForAt(trace, moment(8)).map(({ purpose }) => purpose)).toEqual(['get', 'join'])
})

test('a recording that does not say what a queue was asked for is read by what the queue then holds', () => {
  const drawn = traceFromText(`
    A   get(Q/1)…              put(Q)…
    B               put(Q)=1            write(x)=1`)
  const { events } = drawn
  const texts = new Map([...events.texts].filter(([row]) => events.type[row] !== eventCode.requested))
  const trace = traceOf(drawn.header, { ...events, texts })
  expect(waitForAt(trace, moment(1)).map(({ purpose }) => purpose)).toEqual(['get'])
  expect(waitForAt(trace, moment(3)).map(({ purpose }) => purpose)).toEqual(['put'])
})

test('readers share, a writer waits for all of them, and a reader who wants to write waits for itself', () => {
  const trace = traceFromText(`
    A   share(R)                                 unshare(R)  write(x)=1
    B             share(R)            own(R)…
    C                       own(R)…`)
  expect(objectAt(trace, 'R', 2)?.holders).toMatchObject([
    { thread: 0, shared: true, permit: 0 },
    { thread: 1, shared: true, permit: 1 }
  ])
  expect(waits(trace, 4)).toEqual(['B → R (A,B)', 'C → R (A,B)'])
  expect(wordsAt(trace, 4)).toEqual(['deadlock: B waits to write under R, held by A and B'])
  expect(waits(trace, 5)).toEqual(['B → R (B)', 'C → R (B)'])
})

test('no circle of waits at conditions is a deadlock while anybody can still move', () => {
  const trace = traceFromText(`
    A   lock(L)            wait(C)…
    B            lock(M)             lock(L)…
    D                                          write(x)=1  end`)
  expect(wordsAt(trace, 4)).toEqual([])
  expect(wordsAt(trace, 6)).toEqual(['deadlock: A waits at C for a notify; B waits for L, held by A'])
})

test.each([
  ['a lost notify', 'A   wait(C)…', 'A waits at C for a notify'],
  ['an event nobody sets', 'A   await(E)…', 'A waits for E to be set'],
  ['too few at a barrier', 'A   arrive(P/2)…', 'A waits at P for the others'],
  ['an empty queue', 'A   get(Q)…', 'A waits to get from Q']
])('%s leaves a thread stuck for ever once nobody else can move', (_, text, words) => {
  const trace = traceFromText(text)
  expect(wordsAt(trace, trace.end)).toEqual([`deadlock: ${words}`])
})

test('who gives up by itself is never stuck', () => {
  expect(wordsAt(traceFromText('A   wait(C)…5'), 1)).toEqual([])
})

const levels = (trace: Trace, object: ObjectId) => {
  const columns = levelsOf(trace).get(object)
  return Array.from({ length: columns?.length ?? 0 }, (_, index) => columns && levelAt(columns, index)).map((one) => `${one?.from}-${one?.to}: ${one?.level}`)
}

test('a condition empties when its lock is taken again, also where nobody says so', () => {
  const trace = traceFromText('A   lock(L)  unlock(L)  wait(C)…  reach  lock(L)  woke(C)')
  expect(levels(trace, objectId(1))).toEqual(['0-3: 0', '3-5: 1', '5-6: 0'])
})

test('a queue fills and empties in steps', () => {
  const trace = traceFromText('A   put(Q)=1  put(Q)=2  write(x)=1  get(Q)=1  get(Q)=2  write(x)=2')
  expect(levels(trace, objectId(0))).toEqual(['0-1: 0', '1-2: 1', '2-4: 2', '4-5: 1', '5-6: 0'])
  expect(levelsOf(trace).get(objectId(0))?.highest).toBe(2)
})
