import { describe, expect, test } from 'vitest'
import { objectName } from '../../../src/core/trace/trace'
import { only, planFor, run } from './recordedRun'
import { noPython, pythons } from './pythons'

describe.skipIf(noPython)('locks of a real Python', () => {
  test('every acquisition of the counter’s lock is there, and never two holders at once', async () => {
    const { end, events } = await run(planFor('counter.py'))
    expect(end).toMatchObject({ status: 'finished', dropped: 0, problem: null })
    expect(only(events, 'acquired').length).toBe(40_000)
    expect(only(events, 'released').length).toBe(40_000)
    let holders = 0
    for (const { type } of events) {
      if (type === 'acquired') holders++
      if (type === 'released') holders--
      expect(holders === 0 || holders === 1).toBe(true)
    }
  })

  test('a semaphore of two never has more than two holders, and is asked for by more', async () => {
    const { trace, events } = await run(planFor('semaphore.py'))
    expect([...trace.objects.values()].map(({ kind, name, capacity }) => ({ kind, name, capacity }))).toEqual([
      { kind: 'semaphore', name: 'slots', capacity: 2 }
    ])
    let holders = 0
    let most = 0
    for (const { type } of events) {
      if (type === 'acquired') holders++
      if (type === 'released') holders--
      most = Math.max(most, holders)
    }
    expect(most).toBe(2)
    expect(only(events, 'acquired').length).toBe(20)
    expect(only(events, 'requested').length).toBeGreaterThan(0)
  })

  test('objects are named after the variable that first held them, under every Python found', async () => {
    for (const python of pythons) {
      const { trace } = await run(planFor('names.py', { python: python.path }))
      expect({ version: python.version, names: [...trace.objects.values()].map(({ id }) => objectName(trace, id)) }).toEqual({
        version: python.version,
        names: [
          'lock_a',
          'lock_b',
          'first',
          'forks[0]',
          'forks[1]',
          'forks[2]',
          'pair[0]',
          'pair[1]',
          'grown[0]',
          'grown[1]',
          'slots[0]',
          'slots[1]',
          'Account.lock',
          'Account.lock #2',
          'made',
          'lock of line 29'
        ]
      })
    }
  })
})
