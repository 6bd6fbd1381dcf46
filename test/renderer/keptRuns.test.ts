import { expect, test } from 'vitest'
import { keptRuns } from '../../src/renderer/session/keptRuns'
import { noRuns, startingRun } from '../../src/renderer/session/realRun'

const runOf = (attempt: number, events: number) => ({ ...noRuns, threads: { ...startingRun(attempt), events } })

test('runs that were left come back once, with what they said meanwhile', () => {
  const kept = keptRuns()
  kept.keep('a', runOf(1, 10))
  kept.patch(1, { stage: 'ended', events: 12 })
  kept.patch(2, { events: 99 })
  expect(kept.take('a').threads).toMatchObject({ attempt: 1, stage: 'ended', events: 12 })
  expect(kept.take('a')).toEqual(noRuns)
})

test('beyond ten million events the oldest go; what was just left stays', () => {
  const kept = keptRuns()
  kept.keep('a', runOf(1, 4_000_000))
  kept.keep('b', runOf(2, 5_000_000))
  kept.keep('c', runOf(3, 5_000_000))
  expect(['a', 'b', 'c'].map((place) => kept.take(place).threads?.attempt ?? null)).toEqual([null, 2, 3])
})
