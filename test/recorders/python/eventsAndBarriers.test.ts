import { describe, expect, test } from 'vitest'
import { countOf, everywhere, objectsOf, storyOf } from './recordedEverywhere'
import { only, printed } from './recordedRun'
import { noPython } from './pythons'

describe.skipIf(noPython)('events of a real Python', () => {
  test('whoever waits goes on when the event is set; who comes later passes at once', () =>
    everywhere('events.py', (recorded) => {
      expect(printed(recorded.events)).toEqual(['False False', 'True True 3', 'False'])
      expect(objectsOf(recorded.trace)).toEqual(['event go', 'event never', 'lock count_lock'])
      expect(countOf(recorded, 'go', 'woken')).toBe(3 + 2)
      expect(storyOf(recorded, 'go', 0)).toEqual(['declared', 'set', 'woken', 'woken', 'cleared'])
      for (const runner of [1, 2, 3]) expect(storyOf(recorded, 'go', runner).at(-1)).toBe('woken')
    }))

  test('a wait whose time is over says so, also when it had none', () =>
    everywhere('events.py', (recorded) => {
      expect(storyOf(recorded, 'never')).toEqual(['declared', 'waitBegan', 'timedOut', 'waitBegan', 'timedOut'])
      expect(
        only(recorded.events, 'waitBegan')
          .filter(({ thread }) => thread === 0)
          .map(({ timeout }) => timeout)
      ).toEqual([0.01, 0])
    }))
})

describe.skipIf(noPython)('barriers of a real Python', () => {
  test('in every round all arrive, and all but the last have waited; who called the action says when that was done', () =>
    everywhere('barriers.py', (recorded) => {
      expect(printed(recorded.events)).toEqual(['4 12 [0, 1, 2]', 'broken True', 'False', 'aborted'])
      expect([...recorded.trace.objects.values()].map(({ kind, name, capacity }) => ({ kind, name, capacity }))).toEqual([
        { kind: 'barrier', name: 'gate', capacity: 3 },
        { kind: 'barrier', name: 'alone', capacity: 2 },
        { kind: 'barrier', name: 'again', capacity: 2 }
      ])
      expect(countOf(recorded, 'gate', 'arrived')).toBe(12)
      expect(countOf(recorded, 'gate', 'waitBegan')).toBe(8)
      expect(countOf(recorded, 'gate', 'woken')).toBe(12)
    }))

  test('nobody leaves a round before all have arrived for it', () =>
    everywhere('barriers.py', (recorded) => {
      let arrived = 0
      let left = 0
      for (const type of storyOf(recorded, 'gate')) {
        if (type === 'arrived') arrived++
        if (type === 'woken') left++
        expect(left).toBeLessThanOrEqual(3 * Math.floor(arrived / 3))
      }
    }))

  test('who gives up breaks the barrier, a reset makes it whole, an abort breaks it at once', () =>
    everywhere('barriers.py', (recorded) => {
      expect(storyOf(recorded, 'alone')).toEqual(['declared', 'arrived', 'waitBegan', 'timedOut', 'broken', 'cleared'])
      expect(storyOf(recorded, 'again')).toEqual(['declared', 'broken'])
    }))
})
