import { expect, test } from 'vitest'
import { bandAt, ownershipOf } from '../../../src/core/analysis/ownership'
import { statisticsOf } from '../../../src/core/analysis/statistics'
import { waitForAt } from '../../../src/core/analysis/waitFor'
import { moment, objectId } from '../../../src/core/trace/ids'
import { traceFromText } from '../../../src/core/trace/traceFromText'

const trace = traceFromText(`
  A   lock(L)@1                      unlock(L)                                            raise("ValueError: x is 7")
  B            lock(L)…@2                      got(L)@2  write(x)=7             unlock(L)
  C                       lock(L)…5                                  gaveUp(L)
  = failed`)

test('a lock in figures: acquisitions, contended ones, waits, holds and holders', () => {
  expect(statisticsOf(trace).objects).toEqual([
    {
      id: 0,
      name: 'L',
      kind: 'lock',
      capacity: null,
      acquisitions: 2,
      contended: 1,
      unmet: 1,
      totalWait: 3 + 4,
      longestWait: 4,
      totalHold: 3 + 3,
      longestHold: 3,
      holders: [
        { thread: 0, name: 'A', acquisitions: 1 },
        { thread: 1, name: 'B', acquisitions: 1 }
      ],
      maxHolders: 1,
      highest: null
    }
  ])
})

test('a run in figures: time in each state, final variables, failures', () => {
  const { threads, variables, failures, deadlocks, events, dropped } = statisticsOf(trace)
  expect(threads.map(({ name, state }) => `${name} ${state}`)).toEqual(['A finished', 'B ready', 'C ready'])
  expect(threads[1]?.time).toMatchObject({ running: 4, blocked: 2, ready: 3, finished: 0 })
  expect([...variables]).toEqual([['x', 7]])
  expect(failures).toMatchObject([{ kind: 'ValueError', message: 'x is 7', thread: 0, at: 9 }])
  expect(deadlocks).toEqual([])
  expect({ events, dropped }).toEqual({ events: trace.events.length, dropped: 0 })
})

test('bands that the trace does not see the end of are open', () => {
  const open = traceFromText(`
    A   take(S/2)                        write(x)=1
    B              take(S/2)
    C                         take(S/2)…`)
  const strip = ownershipOf(open).get(objectId(0))
  expect(strip && [bandAt(strip.holds, 0), bandAt(strip.holds, 1), bandAt(strip.waits, 0)]).toMatchObject([
    { from: 1, to: 4, thread: 0, permit: 0, open: true },
    { from: 2, to: 4, thread: 1, permit: 1, open: true },
    { from: 3, to: 4, thread: 2, open: true, got: false }
  ])
  expect(strip?.maxHolders).toBe(2)
})

test('a waiting thread has an edge to each holder, dotted when it gives up by itself', () => {
  const edges = waitForAt(trace, moment(3))
  expect(edges).toEqual([
    { thread: 1, target: { object: 0 }, purpose: null, holders: [0], holdersLost: false, turn: false, timed: false, since: 2, line: 2 },
    { thread: 2, target: { object: 0 }, purpose: null, holders: [0], holdersLost: false, turn: false, timed: true, since: 3, line: 0 }
  ])
  // between release and next acquisition nobody waits for anybody
  expect(waitForAt(trace, moment(4))).toEqual([])
})
