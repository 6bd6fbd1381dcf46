import { describe, expect, test } from 'vitest'
import { countOf, everywhere, objectsOf, storyOf } from './recordedEverywhere'
import { noPython } from './pythons'
import { only, planFor, printed, run } from './recordedRun'

describe.skipIf(noPython)('simple queues and timers of a real Python', () => {
  test('as many values come and go as the program says, in the order of the queue', () =>
    everywhere('simple_queue.py', (recorded) => {
      const lines = printed(recorded.events)
      expect(lines.slice(0, -1)).toEqual(['Empty', 'Empty', 'ValueError', 'True True 0'])
      const said = JSON.parse(lines.at(-1) ?? '') as { put: number; got: number }
      expect(objectsOf(recorded.trace)).toEqual(['queue jobs', 'queue results', 'event fired', 'event alarm.finished', 'event watchdog.finished'])
      const of = (type: 'put' | 'got', object: number) => only(recorded.events, type).flatMap((event) => (event.object === object ? [event.value] : []))
      for (const queue of [0, 1]) expect(of('got', queue)).toEqual(of('put', queue))
      expect(only(recorded.events, 'put').length).toBe(said.put)
      expect(only(recorded.events, 'got').length).toBe(said.got)
    }))

  test('who does not want to wait, or not for long, fails', () =>
    everywhere('simple_queue.py', (recorded) => {
      expect(countOf(recorded, 'results', 'tryFailed')).toBe(1)
      expect(countOf(recorded, 'results', 'timedOut')).toBe(1)
    }))

  test('a timer fires when its time is over, and a cancelled one goes at once', () =>
    everywhere('simple_queue.py', (recorded) => {
      expect(storyOf(recorded, 'alarm.finished')).toEqual(['declared', 'waitBegan', 'timedOut', 'set'])
      expect(storyOf(recorded, 'watchdog.finished')).toEqual(['declared', 'waitBegan', 'set', 'woken', 'set'])
      expect(only(recorded.events, 'waitBegan').flatMap(({ timeout }) => (timeout === null ? [] : [timeout]))).toEqual([0.01, 60])
    }))

  test('values keep their order among many who put and get at once', async () => {
    const { events, end } = await run(planFor('crowded_simple_queue.py'))
    expect(end.status).toBe('finished')
    const puts = only(events, 'put').map(({ value }) => value)
    expect(only(events, 'got').map(({ value }) => value)).toEqual(puts)
    expect(puts.length).toBe(4004)
  })

  test('a destructor may put while its thread is putting', async () => {
    const { end, events } = await run(planFor('queue_in_destructor.py'))
    expect(end.status).toBe('finished')
    expect(printed(events)).toEqual(['400'])
  })
})
