import { describe, expect, test } from 'vitest'
import { deadlocksAt } from '../../../src/core/analysis/deadlocks'
import { waitForAt } from '../../../src/core/analysis/waitFor'
import { objectName, threadName } from '../../../src/core/trace/trace'
import { countOf, everywhere, everywhereAtOnce, objectsOf, storyOf } from './recordedEverywhere'
import { only, printed } from './recordedRun'
import { noPython } from './pythons'

describe.skipIf(noPython)('queues of a real Python', () => {
  test('as many values come, go and are reported done as the program says, in the order of the queue', () =>
    everywhere('queues.py', (recorded) => {
      expect(printed(recorded.events)[0]).toBe('100')
      expect(objectsOf(recorded.trace)).toEqual(['queue jobs', 'queue stack', 'queue ordered'])
      expect([...recorded.trace.objects.values()].map(({ capacity }) => capacity)).toEqual([4, null, null])
      const jobs = [...recorded.trace.objects.keys()][0]
      const came = only(recorded.events, 'put').filter(({ object }) => object === jobs)
      const went = only(recorded.events, 'got').filter(({ object }) => object === jobs)
      expect(came.map(({ value }) => value)).toEqual([...Array.from({ length: 100 }, (_, number) => number), 'None', 'None', 0, 1, 2, 3])
      expect(went.map(({ value }) => value)).toEqual(came.slice(0, 102).map(({ value }) => value))
      expect(countOf(recorded, 'jobs', 'taskDone')).toBe(102)
      expect(storyOf(recorded, 'jobs', 0).filter((type) => type === 'woken').length).toBe(2)
    }))

  test('a queue of four never holds more than four', () =>
    everywhere('queues.py', (recorded) => {
      let values = 0
      for (const type of storyOf(recorded, 'jobs')) {
        if (type === 'put') values++
        if (type === 'got') values--
        expect(values === 0 || (values > 0 && values <= 4)).toBe(true)
      }
    }))

  test('requests say what for, and end by what was asked for', () =>
    everywhere('queues.py', (recorded) => {
      const answers = { put: ['put', 'timedOut'], get: ['got', 'timedOut'], join: ['woken'] } as const
      const asked = only(recorded.events, 'requested')
      expect(new Set(asked.map(({ to }) => to))).toEqual(new Set(['put', 'get', 'join']))
      for (const request of asked) {
        const next = recorded.events.slice(recorded.events.indexOf(request) + 1).find(({ thread }) => thread === request.thread)
        expect(answers[request.to as keyof typeof answers]).toContain(next?.type)
      }
    }))

  test('who does not want to wait, or not for long, fails as under the bare Python', () =>
    everywhere('queues.py', (recorded) => {
      expect(printed(recorded.events).slice(1)).toEqual([
        'Empty',
        'Empty',
        'ValueError',
        'Full',
        'Full',
        '[1, 3, 2] [1, 2, 3]',
        'task_done() called too many times'
      ])
      expect(countOf(recorded, 'jobs', 'tryFailed')).toBe(2)
      expect(countOf(recorded, 'jobs', 'timedOut')).toBe(2)
      expect(
        only(recorded.events, 'requested')
          .filter(({ timeout }) => timeout !== null)
          .map(({ to, timeout }) => [to, timeout])
      ).toEqual([
        ['get', 0.01],
        ['put', 0.01]
      ])
      expect(storyOf(recorded, 'stack').slice(-3)).toEqual(['taskDone', 'taskDone', 'taskDone'])
    }))

  test('threads that wait for values, places, reports, others and a signal that nobody will give are a deadlock', () =>
    everywhereAtOnce('starved_queue.py', ({ end, trace }) => {
      expect(end.status).toBe('deadlock')
      const waits = waitForAt(trace, trace.end).map(({ thread, target, purpose }) => [
        threadName(trace, thread),
        'object' in target ? objectName(trace, target.object) : threadName(trace, target.thread),
        purpose
      ])
      expect(waits).toEqual([
        ['MainThread', 'getter', null],
        ['getter', 'jobs', 'get'],
        ['putter', 'full', 'put'],
        ['joiner', 'unfinished', 'join'],
        ['at the gate', 'gate', null],
        ['for ever', 'never', null]
      ])
      expect(deadlocksAt(trace, trace.end).every(({ verdict }) => verdict === 'deadlock')).toBe(true)
      expect(deadlocksAt(trace, trace.end).flatMap(({ threads }) => threads).length).toBe(6)
    }))
})
