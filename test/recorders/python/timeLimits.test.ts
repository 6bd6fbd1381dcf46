import { describe, expect, test } from 'vitest'
import { everywhere, storyOf } from './recordedEverywhere'
import { only, printed } from './recordedRun'
import { noPython } from './pythons'

describe.skipIf(noPython)('time limits of a real Python', () => {
  test('who waits for a lock, an rlock or a semaphore with a limit gives up when it is over', () =>
    everywhere('timed.py', (recorded) => {
      expect(printed(recorded.events)).toEqual(['False False False', 'True', 'False', 'True True'])
      for (const object of ['held', 'again', 'slots']) expect(storyOf(recorded, object, 0).slice(0, 3)).toEqual(['declared', 'requested', 'timedOut'])
      expect(only(recorded.events, 'requested').map(({ timeout }) => timeout)).toEqual([0.01, 0.01, 0.01])
      // the keeper would have waited for ever, and main would not
      expect(only(recorded.events, 'acquired').map(({ thread, tried }) => [thread, tried === true])).toEqual([
        [1, false],
        [1, false],
        [0, true],
        [0, true]
      ])
    }))

  test('a join that gives up is told as that, and only the one that saw the thread end as a join', () =>
    everywhere('timed.py', ({ events }) => {
      expect(only(events, 'joinBegan')[0]?.timeout).toBe(0.01)
      expect(only(events, 'timedOut').filter(({ object }) => object === -1).length).toBe(1)
      const [joined, ...others] = only(events, 'joined')
      expect(others).toEqual([])
      expect(events.findIndex(({ type, thread }) => type === 'threadEnded' && thread === 1)).toBeLessThan(events.findIndex((event) => event === joined))
    }))
})
