import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { deadlocksIndex } from '../../../src/core/analysis/deadlocks'
import { stateIndex } from '../../../src/core/analysis/stateAt'
import { waitForIndex } from '../../../src/core/analysis/waitFor'
import { eventCode } from '../../../src/core/trace/event'
import { moment, objectId, type ThreadId } from '../../../src/core/trace/ids'
import type { Trace } from '../../../src/core/trace/trace'
import { anyRun } from '../trace/arbitrary'

/**
 * Whether a thread does anything after a moment. Who was notified at a condition waits for its lock from then on: that it says so only later, `woken` and then `requested`,
 * is no move.
 */
function actsAfter({ events, objects }: Trace, thread: ThreadId, at: number): boolean {
  let before = -1
  for (let row = 0; row < events.length; row++) {
    if (events.thread[row] !== thread) continue
    const type = events.type[row] ?? 0
    const isWoken = type === eventCode.woken && objects.get(objectId(events.object[row] ?? -1))?.kind === 'condition'
    const saysAgain = isWoken || (type === eventCode.requested && before === eventCode.woken)
    if ((events.at[row] ?? 0) > at && !saysAgain) return true
    before = type
  }
  return false
}

test('whoever is said to be in a deadlock never moves again, while others may', () => {
  let met = 0
  let partial = 0
  fc.assert(
    fc.property(anyRun, (trace) => {
      const deadlocks = deadlocksIndex(trace)
      for (let at = 0; at <= trace.end; at++) {
        for (const { threads, verdict } of deadlocks(moment(at))) {
          if (verdict !== 'deadlock') continue
          met++
          if (at < trace.end) partial++
          if (threads.some((thread) => actsAfter(trace, thread, at))) throw new Error(`moment ${at}: one of ${threads.join(' ')} moves again`)
        }
      }
    }),
    { numRuns: 200 }
  )
  // the property says something: deadlocks were met, many of them while others went on
  expect(met).toBeGreaterThan(100)
  expect(partial).toBeGreaterThan(30)
})

test('a standstill is always found: when everybody left waits without a limit, everybody left is in some deadlock', () => {
  let standstills = 0
  fc.assert(
    fc.property(anyRun, (trace) => {
      const live = stateIndex(trace)(trace.end).threads.filter(({ state }) => state !== 'notStarted' && state !== 'finished')
      const waiting = waitForIndex(trace)(trace.end).filter(({ timed }) => !timed)
      if (live.length === 0 || waiting.length < live.length) return
      standstills++
      const stuck = new Set(deadlocksIndex(trace)(trace.end).flatMap(({ threads, verdict }) => (verdict === 'deadlock' ? threads : [])))
      expect(stuck).toEqual(new Set(live.map(({ id }) => id)))
      expect(live.every(({ state }) => state === 'deadlocked')).toBe(true)
    }),
    { numRuns: 150 }
  )
  expect(standstills).toBeGreaterThan(10)
})
