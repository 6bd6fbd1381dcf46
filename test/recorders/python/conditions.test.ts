import { describe, expect, test } from 'vitest'
import { deadlocksAt } from '../../../src/core/analysis/deadlocks'
import { waitForAt } from '../../../src/core/analysis/waitFor'
import { objectName, threadName } from '../../../src/core/trace/trace'
import { countOf, everywhere, everywhereAtOnce, objectsOf, storyOf } from './recordedEverywhere'
import { only, planFor, printed, run } from './recordedRun'
import { noPython } from './pythons'

describe.skipIf(noPython)('conditions of a real Python', () => {
  test('producers and consumers: as many waits as the program counts, each ended by a notification', () =>
    everywhere('bounded_buffer.py', (recorded) => {
      expect(recorded.end).toMatchObject({ status: 'finished', dropped: 0 })
      const [puts, gets, waits] = printed(recorded.events)[0]?.split(' ').map(Number) ?? []
      expect([puts, gets]).toEqual([400, 400])
      expect(waits).toBeGreaterThan(0)
      expect(objectsOf(recorded.trace)).toEqual(['condition changed', 'rlock lock of changed'])
      expect(countOf(recorded, 'changed', 'waitBegan')).toBe(waits)
      expect(countOf(recorded, 'changed', 'woken')).toBe(waits)
      expect(only(recorded.events, 'notified').filter(({ target }) => target >= 0).length).toBe(waits)
      expect(countOf(recorded, 'lock of changed', 'acquired')).toBe(800 + (waits ?? 0))
    }))

  test('who is told to go on waits, is told, wakes and takes the lock again, in this order', () =>
    everywhere('bounded_buffer.py', ({ events }) => {
      const waiting = new Set<number>()
      const told = new Set<number>()
      const wrong: unknown[] = []
      for (const [row, event] of events.entries()) {
        if (event.type === 'waitBegan') {
          const before = events.slice(0, row).findLast(({ thread }) => thread === event.thread)
          if (before?.type !== 'released') wrong.push(event)
          waiting.add(event.thread)
        }
        if (event.type === 'notified' && event.target >= 0) {
          if (!waiting.delete(event.target)) wrong.push(event)
          told.add(event.target)
        }
        if (event.type === 'woken' && !told.delete(event.thread)) wrong.push(event)
      }
      expect(wrong).toEqual([])
      expect([...waiting, ...told]).toEqual([])
    }))

  test('a condition over a lock of the program is told with that lock, at every level of an rlock', () =>
    everywhere('conditions.py', (recorded) => {
      expect(printed(recorded.events)).toEqual(['False', 'cannot wait on un-acquired lock'])
      expect(objectsOf(recorded.trace)).toEqual([
        'lock lock',
        'condition nonempty',
        'condition nonfull',
        'rlock reentrant',
        'condition ready',
        'condition Mailbox.changed',
        'rlock lock of Mailbox.changed'
      ])
      expect(storyOf(recorded, 'ready')).toEqual(['declared', 'waitBegan', 'notified', 'woken'])
      const levels = storyOf(recorded, 'reentrant', 1)
      expect(levels.filter((type) => type !== 'requested')).toEqual([
        'acquired',
        'acquired',
        'released',
        'released',
        'acquired',
        'acquired',
        'released',
        'released'
      ])
    }))

  test('a wait that times out says so in the place of waking, and a notification for nobody is told', () =>
    everywhere('conditions.py', (recorded) => {
      expect(storyOf(recorded, 'nonempty')).toEqual(['declared', 'waitBegan', 'timedOut'])
      expect(only(recorded.events, 'waitBegan').map(({ timeout }) => timeout)).toEqual([null, 0.01])
      expect(storyOf(recorded, 'nonfull')).toEqual(['declared', 'notified'])
      expect(only(recorded.events, 'notified').map(({ target }) => target)).toEqual([1, -1])
      expect(storyOf(recorded, 'Mailbox.changed')).toEqual(['declared'])
    }))

  test('a lost wake-up is a deadlock: the waiter waits for a notification that was', () =>
    everywhereAtOnce('lost_wakeup.py', ({ end, trace }) => {
      expect(end.status).toBe('deadlock')
      const [deadlock, ...others] = deadlocksAt(trace, trace.end)
      expect(others).toEqual([])
      expect(deadlock?.verdict).toBe('deadlock')
      expect(deadlock?.cycle).toEqual([])
      expect(deadlock?.threads.map((id) => threadName(trace, id))).toEqual(['MainThread', 'waiter'])
      expect(deadlock?.objects.map((id) => objectName(trace, id))).toEqual(['condition'])
      expect(waitForAt(trace, trace.end).map(({ line, timed }) => ({ line, timed }))).toEqual([
        { line: 18, timed: false },
        { line: 10, timed: false }
      ])
    }))

  test('with single accesses recorded, too, what the lock protects is in order with it', async () => {
    const { end, events } = await run(planFor('bounded_buffer.py', { detail: 'access' }))
    expect(end.status).toBe('finished')
    expect(printed(events)[0]).toMatch(/^400 400 /)
    expect(only(events, 'written').length).toBeGreaterThan(0)
  })
})
