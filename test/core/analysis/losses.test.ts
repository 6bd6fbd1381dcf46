import { expect, test } from 'vitest'
import { lossesOf } from '../../../src/core/analysis/losses'
import { lossWords } from '../../../src/core/scenes/lossWords'
import { growingColumns } from '../../../src/core/trace/columns'
import { eventCode } from '../../../src/core/trace/event'
import { pushEvent } from '../../../src/core/trace/encode'
import { moment, noThread } from '../../../src/core/trace/ids'

const clock = { unit: 'nanoseconds', origin: '2026-01-01T00:00:00.000Z' } as const

/** Lines printed at these moments, and gaps: [since, at, count]. */
function eventsWith(...parts: readonly (number | readonly [since: number | null, at: number, count: number])[]) {
  const columns = growingColumns()
  for (const part of parts) {
    if (typeof part === 'number') columns.push(eventCode.printed, part, 0, -1, 0, 1, 'line')
    else {
      const [since, at, count] = part
      pushEvent(columns, { type: 'dropped', at: moment(at), thread: noThread, line: 0, count, since: since === null ? null : moment(since) })
    }
  }
  return columns.copy()
}

test('gaps that meet are one, though something between them is there', () => {
  const events = eventsWith(1e9, [1.2e9, 1.25e9, 480], 1.26e9, [1.25e9, 1.34e9, 12_000], 2e9, [2.5e9, 3e9, 7])
  expect(lossesOf(events)).toEqual([
    { count: 12_480, from: 1.2e9, to: 1.34e9 },
    { count: 7, from: 2.5e9, to: 3e9 }
  ])
  expect(lossWords(clock, lossesOf(events))).toBe('12,480 dropped between 1.2 s and 1.34 s, 7 dropped between 2.5 s and 3 s')
})

test('a recording of an earlier version tells the end of a gap alone: it begins with the event before', () => {
  expect(lossesOf(eventsWith(5, [null, 9, 2], 10))).toEqual([{ count: 2, from: 5, to: 9 }])
})

test('batch by batch it comes to the same', () => {
  const first = lossesOf(eventsWith(1, [1, 5, 10]))
  expect(lossesOf(eventsWith([5, 8, 3]), first)).toEqual([{ count: 13, from: 1, to: 8 }])
  expect(lossesOf(eventsWith(9), first)).toBe(first)
})

test('many gaps are told by the first three and the sum of the rest', () => {
  const gaps = Array.from({ length: 6 }, (_, index) => [index * 10e6 + 1, index * 10e6 + 5e6, 100] as const)
  expect(lossWords(clock, lossesOf(eventsWith(...gaps)))).toMatch(/, 300 more in 3 stretches later$/)
})
