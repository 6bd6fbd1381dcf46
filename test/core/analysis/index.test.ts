import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { deadlocksAt, deadlocksIndex } from '../../../src/core/analysis/deadlocks'
import { levelAt, levelsOf } from '../../../src/core/analysis/levels'
import { bandAt, ownershipOf } from '../../../src/core/analysis/ownership'
import { replayIndex } from '../../../src/core/analysis/replay'
import { spanAt, spanIndexAt, spansOf } from '../../../src/core/analysis/spans'
import { stateAt, stateIndex } from '../../../src/core/analysis/stateAt'
import { statisticsOf } from '../../../src/core/analysis/statistics'
import { waitForAt, waitForIndex } from '../../../src/core/analysis/waitFor'
import type { ObjectKind } from '../../../src/core/trace/event'
import { type Moment, moment } from '../../../src/core/trace/ids'
import type { Trace } from '../../../src/core/trace/trace'
import { anyRun, madeUpRun } from '../trace/arbitrary'

/** Every moment of a short trace, and the points between. */
const moments = (trace: Trace): Moment[] => Array.from({ length: 2 * trace.end + 3 }, (_, i) => moment(i / 2 - 0.5))

test('the indexes answer at every moment as the plain folds do', () => {
  fc.assert(
    fc.property(anyRun, fc.array(fc.nat({ max: 150 }), { minLength: 1, maxLength: 6 }), (trace, some) => {
      const replaying = replayIndex(trace)
      const states = stateIndex(trace, replaying)
      const waits = waitForIndex(trace, replaying)
      const deadlocks = deadlocksIndex(trace, replaying)
      for (const at of [...some.map(moment), trace.end]) {
        expect(states(at)).toEqual(stateAt(trace, at))
        expect(waits(at)).toEqual(waitForAt(trace, at))
        expect(deadlocks(at)).toEqual(deadlocksAt(trace, at))
      }
    })
  )
})

test('an index over several checkpoints answers as the plain fold does', () => {
  // nothing but timed requests, releases, writes, lines and naps, so that it never stands still
  const calm = [14, 4, 5, 6, 7, 8]
  const trace = madeUpRun(Array.from({ length: 15_000 }, (_, i) => (i % 3 === 1 ? (calm[(i * 31) % 6] ?? 6) : (i * 7919) % 997)))
  expect(trace.events.length).toBeGreaterThan(2100)
  const states = stateIndex(trace)
  for (let t = 0; t < trace.end + 40; t += 37) expect(states(moment(t))).toEqual(stateAt(trace, moment(t)))
  const edges = [1023, 1024, 1025, 2047, 2048].map((row) => moment(trace.events.at[row] ?? 0))
  for (const at of edges) expect(states(at)).toEqual(stateAt(trace, at))
})

test('spans say at every moment what the state then says, cover the whole trace and never overlap', () => {
  fc.assert(
    fc.property(anyRun, (trace) => {
      const spans = spansOf(trace)
      for (const [, columns] of spans) {
        for (let i = 0; i < columns.length; i++) {
          expect(columns.to[i]).toBeGreaterThan(columns.from[i] ?? Number.NaN)
          expect(columns.from[i]).toBe(i === 0 ? 0 : columns.to[i - 1])
          expect([columns.state[i], columns.on[i]]).not.toEqual([columns.state[i - 1], columns.on[i - 1]])
        }
        expect(columns.to[columns.length - 1] ?? 0).toBe(trace.end)
      }
      const states = stateIndex(trace)
      for (const at of moments(trace).filter((t) => t >= 0 && t < trace.end)) {
        for (const { id, state, on } of states(at).threads) {
          const columns = spans.get(id)
          const span = columns && spanAt(columns, spanIndexAt(columns, at))
          expect({ at, id, state: span?.state, on: span?.on }).toEqual({ at, id, state, on })
        }
      }
    }),
    { numRuns: 40 }
  )
})

test('bands say at every moment who holds and who waits', () => {
  fc.assert(
    fc.property(anyRun, (trace) => {
      const ownership = ownershipOf(trace)
      const states = stateIndex(trace)
      for (const at of moments(trace).filter((t) => t >= 0 && t < trace.end)) {
        for (const { id, holders, waiters } of states(at).objects) {
          const bands = ownership.get(id)
          if (bands === undefined) throw new Error('no strip')
          const inside = (columns: typeof bands.holds) =>
            Array.from({ length: columns.length }, (_, i) => bandAt(columns, i)).filter(({ from, to, open }) => from <= at && (at < to || open))
          const held = inside(bands.holds).map(({ thread, permit, from }) => ({ thread, permit, since: from }))
          expect(held.toSorted((a, b) => a.permit - b.permit)).toEqual(holders.map(({ thread, permit, since }) => ({ thread, permit, since })))
          expect(inside(bands.waits).map(({ thread }) => thread)).toEqual(waiters)
        }
      }
    }),
    { numRuns: 40 }
  )
})

test('levels say at every moment how much there is of what an object counts', () => {
  fc.assert(
    fc.property(anyRun, (trace) => {
      const levels = levelsOf(trace)
      const states = stateIndex(trace)
      for (const at of moments(trace).filter((t) => t >= 0 && t < trace.end)) {
        for (const { id, count } of states(at).objects) {
          const columns = levels.get(id)
          const now = Array.from({ length: columns?.length ?? 0 }, (_, i) => columns && levelAt(columns, i)).filter(
            (one) => one && one.from <= at && at < one.to
          )
          expect({ at, id, levels: now.map((one) => one?.level) }).toEqual({ at, id, levels: count === null ? [] : [count] })
        }
      }
    }),
    { numRuns: 40 }
  )
})

const isHeld = new Set<ObjectKind>(['lock', 'rlock', 'semaphore', 'boundedSemaphore', 'rwlock'])

test('every thread’s times sum up to the length of the trace, and every acquisition has its holder', () => {
  fc.assert(
    fc.property(anyRun, (trace) => {
      const { threads, objects } = statisticsOf(trace)
      for (const { time } of threads) expect(Object.values(time).reduce((sum, part) => sum + part, 0)).toBeCloseTo(trace.end)
      for (const { kind, acquisitions, contended, holders, maxHolders, capacity } of objects) {
        expect(holders.reduce((sum, holder) => sum + holder.acquisitions, 0)).toBe(acquisitions)
        if (!isHeld.has(kind)) continue
        expect(contended).toBeLessThanOrEqual(acquisitions)
        // as many may read as there are threads
        expect(maxHolders).toBeLessThanOrEqual(capacity ?? (kind === 'rwlock' ? threads.length : 1))
      }
    })
  )
})
