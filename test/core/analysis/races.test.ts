import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fastTrack } from '../../../src/core/analysis/order/fastTrack'
import { lockset } from '../../../src/core/analysis/order/lockset'
import { operationsOf } from '../../../src/core/analysis/order/operationsOf'
import type { Race } from '../../../src/core/analysis/order/race'
import { vectorClockRaces } from '../../../src/core/analysis/order/vectorClockRaces'
import { objectId, threadId } from '../../../src/core/trace/ids'
import { objectName, type Trace, threadName } from '../../../src/core/trace/trace'
import { traceFromText } from '../../../src/core/trace/traceFromText'
import { racesByClosure } from './closure'
import { randomOperations } from './randomOperations'

const access = (trace: Trace, row: number): string => `${threadName(trace, threadId(trace.events.thread[row] ?? -1))}@${trace.events.line[row]}`
const told = (trace: Trace, races: readonly Race[]): string[] =>
  races.map(({ variable, first, second }) => `${objectName(trace, objectId(variable))}: ${access(trace, first)} ${access(trace, second)}`)
const racesOf = (text: string, options: Parameters<typeof traceFromText>[1] = {}): string[] => {
  const trace = traceFromText(text, options)
  return told(trace, fastTrack(operationsOf(trace)))
}
const warningsOf = (text: string): string[] => {
  const trace = traceFromText(text)
  return lockset(operationsOf(trace)).map(({ variable, row }) => `${objectName(trace, objectId(variable))} at ${access(trace, row)}`)
}

test('the first race of each variable is the same by FastTrack, by vector clocks and by the definition', () => {
  fc.assert(
    fc.property(randomOperations, (operations) => {
      const all = racesByClosure(operations)
      expect(vectorClockRaces(operations)).toEqual(all)
      const first = new Map<number, Race>()
      for (const race of all) if (!first.has(race.variable)) first.set(race.variable, race)
      const found = fastTrack(operations)
      expect(found.map(({ variable, second }) => [variable, second])).toEqual([...first.values()].map(({ variable, second }) => [variable, second]))
      for (const race of found) expect(all).toContainEqual(race)
    }),
    { numRuns: 1000 }
  )
})

test('two threads that write one variable race, and its lock puts an end to that', () => {
  expect(
    racesOf(`
    A  write(x)=1@3
    B                write(x)=2@7`)
  ).toEqual(['x: A@3 B@7'])
  expect(
    racesOf(`
    A  lock(L)  write(x)=1@3  unlock(L)
    B                                    lock(L)  write(x)=2@7  unlock(L)`)
  ).toEqual([])
})

test('two threads that only read do not race; a write after both races with either', () => {
  expect(
    racesOf(`
    A  read(x)=0@1
    B                read(x)=0@2
    C                              write(x)=1@3`)
  ).toEqual(['x: A@1 C@3'])
})

test('start and join order what stands around them', () => {
  expect(
    racesOf(`
    A  write(x)=1@1  start(B)                        join(B)  read(x)=2@2  write(y)=1@9
    B                          write(x)=2@5  end
    C                                                                                    read(y)=1@8`)
  ).toEqual(['y: A@9 C@8'])
})

test('a lock taken in the other order of the threads hides nothing: what stands outside it races', () => {
  const hidden = `
    A  write(x)=1@1  lock(L)  unlock(L)
    B                                    lock(L)  unlock(L)  read(x)=1@5`
  const shown = `
    A                                    write(x)=1@1  lock(L)  unlock(L)
    B  lock(L)  unlock(L)  read(x)=0@5`
  expect([racesOf(hidden), racesOf(shown)]).toEqual([[], ['x: B@5 A@1']])
  // Eraser looks at locks alone, and warns of both
  expect([warningsOf(hidden).length, warningsOf(shown)]).toEqual([0, ['x at A@1']])
})

test.each([
  ['an event that is set', 'set(E)', 'await(E)…  woke(E)', '', ''],
  ['a value of a queue', 'put(Q)=1', 'get(Q)=1', '', ''],
  ['a permit of a semaphore', 'give(S)', 'take(S)', '', ''],
  ['a value reported done', 'done(Q)', 'drain(Q)', '', ''],
  ['the end of writing, before reading', 'disown(R)', 'share(R)', 'own(R)', 'unshare(R)'],
  ['the end of reading, before writing', 'unshare(R)', 'own(R)', 'share(R)', 'disown(R)']
])('%s orders what was before it and what comes after', (_, tells, hears, begins, ends) => {
  const text = `
    A  ${begins.padEnd(12)}  write(x)=1@1  ${tells.padEnd(12)}
    B  ${''.padEnd(12)}  ${''.padEnd(12)}  ${''.padEnd(12)}  ${hears}  read(x)=1@2  write(y)=1@3  ${ends}
    C  ${''.padEnd(90)}  read(y)=1@4`
  expect(racesOf(text)).toEqual(['y: B@3 C@4'])
})

test('tasks on one loop are one thread and do not race; on two loops they do', () => {
  const clock = { unit: 'nanoseconds', origin: '2026-01-01T00:00:00.000Z' } as const
  const tasks = (second: string): string => `
    loop   task(A)  ${second === 'loop' ? 'task(B)' : ''}
    other                    ${second === 'other' ? 'task(B)' : ''}
    A                                resume  write(x)=1@1  suspend
    B                                                               resume  write(x)=2@2  end`
  expect([racesOf(tasks('loop'), { clock }), racesOf(tasks('other'), { clock })]).toEqual([[], ['x: A@1 B@2']])
})

test('readers of a readers–writer lock are not ordered among themselves', () => {
  expect(
    racesOf(`
    A  share(R)  write(x)=1@1  unshare(R)
    B                                      share(R)  write(x)=2@2  unshare(R)`)
  ).toEqual(['x: A@1 B@2'])
})

test('a notify orders nothing by itself: the lock of its condition does', () => {
  expect(
    racesOf(`
    A  wait(C)…                                woke(C)  read(x)=1@2
    B            write(x)=1@1  notify(C)=A`)
  ).toEqual(['x: B@1 A@2'])
})

const meeting = `
    A  write(x)=1@1  arrive(B/2)…                                            woke(B)  read(y)=1@3
    B                              read(z)=0@7  arrive(B/2)  write(y)=1@2                          read(x)=1@4`

test.each(['steps', 'nanoseconds'])('in a run told in %s the action of a barrier comes before all who pass; what its caller does then does not', (unit) => {
  const clock = unit === 'steps' ? ({ unit: 'steps' } as const) : ({ unit: 'nanoseconds', origin: '2026-01-01T00:00:00.000Z' } as const)
  expect(
    racesOf(
      `
    A  arrive(B/2)…                                                     woke(B)  read(x)=1@3  read(y)=1@4
    B                arrive(B/2)  write(x)=1@1  woke(B)  write(y)=1@2`,
      { clock }
    )
  ).toEqual(['y: B@2 A@4'])
})

test('what is before a barrier comes before what is behind it; a model may not say that the last one goes on, a recording does', () => {
  expect(racesOf(meeting)).toEqual([])
  expect(racesOf(meeting, { clock: { unit: 'nanoseconds', origin: '2026-01-01T00:00:00.000Z' } })).toEqual(['y: B@2 A@3'])
})

test('nothing is said across a gap, as what is missing may have ordered it', () => {
  expect(
    racesOf(`
    A  write(x)=1@1  drop(5)
    B                         write(x)=2@2  write(y)=1@3
    A2                                                     write(y)=1@4`)
  ).toEqual(['y: B@3 A2@4'])
})

test('Eraser warns where a start orders the accesses and no lock is needed', () => {
  const text = `
    A  start(B)                               join(B)  write(x)=3@3
    B            write(x)=1@1  write(x)=2@2                          end`
  expect([racesOf(text), warningsOf(text)]).toEqual([[], ['x at A@3']])
})

test('Eraser misses a race with accesses of the time when one thread had the variable to itself', () => {
  const text = `
    A  write(x)=1@1
    B                lock(L)  write(x)=2@2  unlock(L)`
  expect([racesOf(text), warningsOf(text)]).toEqual([['x: A@1 B@2'], []])
})
