import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { stateAt } from '../../src/core/analysis/stateAt'
import { growingColumns } from '../../src/core/trace/columns'
import { eventCode } from '../../src/core/trace/event'
import type { Header } from '../../src/core/trace/header'
import { traceFromText } from '../../src/core/trace/traceFromText'
import { liveTrace } from '../../src/renderer/session/liveTrace'
import type { RealRun } from '../../src/renderer/session/realRun'

const origin = Date.UTC(2026, 0, 1)
const header: Header = { ...traceFromText('A   start(B)').header, clock: { unit: 'nanoseconds', origin: new Date(origin).toISOString() } }

/** A main thread that sleeps from its first millisecond on, or begins and ends. */
function batch(...rows: readonly (readonly [type: number, at: number, value: number, text: string | null])[]) {
  const columns = growingColumns(rows.length)
  for (const [type, at, value, text] of rows) columns.push(type, at, type === eventCode.ended ? -1 : 0, -1, 1, value, text)
  return columns.copy()
}

beforeEach(() => {
  vi.useFakeTimers({ now: origin })
  vi.stubGlobal('requestAnimationFrame', (paint: () => void) => paint())
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('time passes while a program is idle, stands still where nobody can go on, and ends where the run ended', () => {
  let shown: Partial<RealRun> = {}
  let pictures = 0
  const hear = liveTrace((part) => {
    shown = { ...shown, ...part }
    pictures++
  })
  const end = () => (shown.trace?.end ?? 0) / 1e9
  hear({ type: 'header', header })
  hear({ type: 'batch', batch: batch([eventCode.threadStarted, 0, Number.NaN, 'main'], [eventCode.sleepBegan, 1e6, 60, null]), bytes: 1 })
  vi.advanceTimersByTime(5000)
  expect(end()).toBeGreaterThan(4)
  expect(end()).toBeLessThan(5)
  expect(shown.trace && stateAt(shown.trace, shown.trace.end).threads[0]).toMatchObject({ state: 'sleeping', since: 1e6 })

  hear({ type: 'stage', stage: 'parked' })
  const [parked, seen] = [end(), pictures]
  vi.advanceTimersByTime(5000)
  expect([end(), pictures - seen <= 1]).toEqual([parked, true])

  hear({ type: 'stage', stage: 'running' })
  vi.advanceTimersByTime(2000)
  expect(end()).toBeGreaterThan(11)

  hear({ type: 'batch', batch: batch([eventCode.sleepEnded, 11.9e9, Number.NaN, null], [eventCode.ended, 12e9, 0, 'finished']), bytes: 2 })
  hear({ type: 'ended', status: 'finished', events: 4, dropped: 0, elapsedMs: 12_000, problem: null, file: null })
  expect([end(), vi.getTimerCount()]).toEqual([12, 0])
})
