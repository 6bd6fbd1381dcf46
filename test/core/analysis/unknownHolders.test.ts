import { expect, test } from 'vitest'
import { bandAt, ownershipOf } from '../../../src/core/analysis/ownership'
import { levelAt, levelsOf } from '../../../src/core/analysis/levels'
import { spansOf } from '../../../src/core/analysis/spans'
import { stateAt } from '../../../src/core/analysis/stateAt'
import { statisticsOf } from '../../../src/core/analysis/statistics'
import { waitForAt } from '../../../src/core/analysis/waitFor'
import { traceBuilder } from '../../../src/core/trace/builder'
import type { Event, ObjectKind } from '../../../src/core/trace/event'
import { moment, objectId, threadId } from '../../../src/core/trace/ids'
import { traceFromText } from '../../../src/core/trace/traceFromText'

const header = { ...traceFromText('A   write(x)=1').header, clock: { unit: 'nanoseconds' as const, origin: '2026-01-01T00:00:00.000Z' } }
const thing = objectId(0)
const at = (nanoseconds: number, thread: number) => ({ at: moment(nanoseconds), thread: threadId(thread), line: 1 })
const lost = (nanoseconds: number, since: number): Event => ({ type: 'dropped', ...at(nanoseconds, -1), count: 9, since: moment(since) })
const took = (nanoseconds: number, thread: number): Event => ({ type: 'acquired', ...at(nanoseconds, thread), object: thing })
const gave = (nanoseconds: number, thread: number): Event => ({ type: 'released', ...at(nanoseconds, thread), object: thing })
const wants = (nanoseconds: number, thread: number): Event => ({ type: 'requested', ...at(nanoseconds, thread), object: thing, timeout: null })

/** Main, A and B and one object, up to 100 ns. */
function run(kind: ObjectKind, ...happened: Event[]) {
  const builder = traceBuilder(header)
  const events: Event[] = [
    { type: 'threadStarted', ...at(0, 0), parent: threadId(-1), name: 'main' },
    { type: 'threadStarted', ...at(0, 1), parent: threadId(0), name: 'A' },
    { type: 'threadStarted', ...at(0, 2), parent: threadId(0), name: 'B' },
    { type: 'declared', ...at(0, 0), object: thing, kind, name: 'thing', capacity: kind === 'semaphore' ? 2 : null },
    ...happened,
    { type: 'ended', ...at(100, -1), status: 'killed', dropped: 9 }
  ]
  for (const event of events) builder.add(event)
  return builder.trace()
}

/** Who holds the object at these moments: `?` not known, behind it whoever holds it for certain. */
function holders(trace: ReturnType<typeof run>, moments: readonly number[]): string[] {
  return moments.map((now) => {
    const object = stateAt(trace, moment(now)).objects.find(({ id }) => id === thing)
    const names = object?.holders.map(({ thread }) => 'mAB'[thread]).join('') ?? ''
    return `${object?.known === false ? '?' : ''}${names}`
  })
}

const bands = (trace: ReturnType<typeof run>, which: 'holds' | 'waits') => {
  const columns = ownershipOf(trace).get(thing)?.[which]
  return Array.from({ length: columns?.length ?? 0 }, (_, index) => (columns ? bandAt(columns, index) : null)).map((band) => {
    const what = band?.lost === true ? ' lost' : band?.open === true ? ' open' : ''
    return `${'mAB'[band?.thread ?? 0]} ${band?.from}-${band?.to}${what}`
  })
}

test('whoever holds a lock when events are lost is said to hold it up to there; from then on its holder is not known until somebody takes it or gives it back', () => {
  const trace = run('lock', took(10, 1), lost(40, 20), took(60, 2), gave(70, 2))
  expect(holders(trace, [15, 20, 30, 45, 59, 60, 75])).toEqual(['A', '?', '?', '?', '?', 'B', ''])
  expect(bands(trace, 'holds')).toEqual(['A 10-20 lost', 'B 60-70'])
  expect(ownershipOf(trace).get(thing)?.unknown).toEqual([{ from: 20, to: 60 }])
})

test('a lock that is given back behind a gap is free', () => {
  const trace = run('lock', took(10, 1), lost(40, 20), gave(60, 1))
  expect(holders(trace, [45, 60])).toEqual(['?', ''])
})

test('a lock that was taken within a gap may have been given back in it', () => {
  const trace = run('lock', took(25, 1), lost(40, 20))
  expect(holders(trace, [30, 45, 99])).toEqual(['?', '?', '?'])
  expect(bands(trace, 'holds')).toEqual(['A 25-25 lost'])
})

test('who waits for a lock whose holder was lost waits, and for nobody', () => {
  const trace = run('lock', took(10, 1), lost(40, 20), wants(50, 2))
  expect(waitForAt(trace, moment(60))).toMatchObject([{ thread: 2, holders: [], holdersLost: true }])
  expect(stateAt(trace, moment(60)).threads[2]?.state).toBe('blocked')
  expect(spansOf(trace).get(threadId(2))?.to.at(-1)).toBe(100)
})

test('who waited when events were lost is neither said to have waited on nor to have waited in vain', () => {
  const trace = run('lock', took(5, 1), wants(10, 2), lost(40, 20), took(60, 2))
  expect(bands(trace, 'waits')).toEqual(['B 10-20 lost'])
  expect(statisticsOf(trace).objects[0]).toMatchObject({ acquisitions: 2, contended: 0, unmet: 0, totalWait: 10 })
})

test('a reentrant lock that is given back behind a gap may be held from before it, until somebody else takes it', () => {
  const trace = run('rlock', lost(20, 10), took(30, 1), gave(40, 1), took(50, 2), gave(60, 2), took(70, 2), gave(80, 2))
  expect(holders(trace, [25, 35, 45, 55, 65, 75, 85])).toEqual(['?', 'A', '?', 'B', '', 'B', ''])
})

test('of a semaphore only the permits are told that were taken since', () => {
  const trace = run('semaphore', took(5, 1), lost(20, 10), took(30, 2), gave(40, 1), gave(50, 2))
  expect(holders(trace, [6, 15, 25, 35, 45, 55])).toEqual(['A', '?', '?', '?B', '?B', '?'])
  expect(stateAt(trace, moment(35)).objects[0]?.permits).toBeNull()
})

const levels = (trace: ReturnType<typeof run>) => {
  const columns = levelsOf(trace).get(thing)
  return Array.from({ length: columns?.length ?? 0 }, (_, index) => (columns ? levelAt(columns, index) : null)).map(
    (level) => `${level?.from}-${level?.to} ${level?.level === -1 ? '?' : level?.level}`
  )
}

test('how many values a queue has is not known from a gap on, whether an event is set until it is set or cleared again', () => {
  const put = (nanoseconds: number): Event => ({ type: 'put', ...at(nanoseconds, 1), object: thing, value: 1 })
  expect(levels(run('queue', put(5), put(15), lost(20, 10), put(30)))).toEqual(['0-5 0', '5-10 1', '10-100 ?'])
  const set = (nanoseconds: number): Event => ({ type: 'set', ...at(nanoseconds, 1), object: thing })
  expect(levels(run('event', lost(20, 10), set(30)))).toEqual(['0-10 0', '10-30 ?', '30-100 1'])
})

test('who waits at a condition is known again when every thread has been heard of', () => {
  const waits: Event = { type: 'waitBegan', ...at(5, 1), object: thing, timeout: null }
  const heard = (nanoseconds: number, thread: number): Event => ({ type: 'sleepEnded', ...at(nanoseconds, thread) })
  const trace = run('condition', waits, lost(20, 10), heard(30, 0), heard(40, 1), heard(50, 2))
  expect(levels(trace)).toEqual(['0-5 0', '5-10 1', '10-50 ?', '50-100 0'])
  expect(stateAt(trace, moment(30)).objects[0]).toMatchObject({ known: false, count: null, waiters: [] })
})

test('an object that is made behind a gap is known from the beginning', () => {
  const other = objectId(1)
  const trace = run('lock', lost(20, 10), { type: 'declared', ...at(30, 0), object: other, kind: 'lock', name: 'other', capacity: null })
  expect(stateAt(trace, moment(40)).objects.map(({ known }) => known)).toEqual([false, true])
  expect(ownershipOf(trace).get(other)?.unknown).toEqual([])
})

test('a gap in which nothing is missing makes nothing unknown', () => {
  const trace = run('lock', took(10, 1), { type: 'dropped', ...at(40, -1), count: 0, since: moment(20) })
  expect(holders(trace, [50])).toEqual(['A'])
})
