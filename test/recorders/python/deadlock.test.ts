import { describe, expect, test } from 'vitest'
import { deadlocksAt } from '../../../src/core/analysis/deadlocks'
import { objectName, threadName } from '../../../src/core/trace/trace'
import { isAlive, only, planFor, run, watch } from './recordedRun'
import { noPython } from './pythons'

describe.skipIf(noPython)('a deadlock of a real Python', () => {
  test('two threads that lock in opposite order close a ring of two, with the names and lines of the program', async () => {
    const { end, trace } = await run(planFor('two_locks.py'))
    expect(end.status).toBe('deadlock')
    expect(trace.status).toBe('deadlock')
    const [deadlock, ...others] = deadlocksAt(trace, trace.end)
    expect(others).toEqual([])
    expect(deadlock?.verdict).toBe('deadlock')
    expect(deadlock?.threads.map((id) => threadName(trace, id))).toEqual(['MainThread', 'transfer-1', 'transfer-2'])
    expect(deadlock?.cycle.map((node) => ('thread' in node ? threadName(trace, node.thread) : objectName(trace, node.object)))).toEqual([
      'transfer-1',
      'lock_b',
      'transfer-2',
      'lock_a'
    ])
  })

  test('each wait of the ring is at the line that asks', async () => {
    const { events } = await run(planFor('two_locks.py'))
    expect(only(events, 'requested').map(({ line }) => line)).toEqual([11, 11])
    expect(only(events, 'joinBegan').map(({ line, target }) => [line, target])).toEqual([[19, 1]])
  })

  test('it stays parked until it is stopped, and then nothing of it is left', async () => {
    const watched = watch(planFor('two_locks.py', { onDeadlock: 'park' }))
    await watched.until(() => watched.stages.includes('parked'))
    expect(watched.stages).toEqual(['running', 'parked'])
    const [started] = only(watched.events(), 'processStarted')
    expect(isAlive(started?.process ?? -1)).toBe(true)
    await watched.recording.stop()
    expect(isAlive(started?.process ?? -1)).toBe(false)
    expect((await watched.recording.ended).status).toBe('deadlock')
    expect(only(watched.events(), 'released')).toEqual([])
  })

  test('a third thread that goes on running does not hide it: at the time limit the ring counts', async () => {
    const { end, trace } = await run(planFor('ring_and_runner.py', { timeoutMs: 6000 }))
    expect(end.status).toBe('deadlock')
    expect(deadlocksAt(trace, trace.end)[0]?.cycle.length).toBe(4)
  })

  test('while a third thread runs nobody is parked, and the deadlock is told once it has ended', async () => {
    const { end, events } = await run(planFor('ring_and_runner.py', { set: { SECONDS: '1' } }))
    expect(end.status).toBe('deadlock')
    expect(only(events, 'threadEnded').map(({ thread }) => thread)).toEqual([0, 3])
  })
})
