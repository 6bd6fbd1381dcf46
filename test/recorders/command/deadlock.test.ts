import { describe, expect, test } from 'vitest'
import { deadlocksAt } from '../../../src/core/analysis/deadlocks'
import { deadlocked } from './programs'
import { compiled, hasCompiler, processesWith, recordCommand, startCommand } from './recordedCommand'

describe.skipIf(process.platform !== 'linux' || !hasCompiler)('a native program that deadlocks', () => {
  test('is recognised while it hangs, by the names of its mutexes, and ended', async () => {
    const { trace, end } = await recordCommand([compiled('deadlocked', deadlocked)])
    expect(end.status).toBe('deadlock')
    expect(deadlocksAt(trace, trace.end)).toMatchObject([{ verdict: 'deadlock' }])
    expect(deadlocksAt(trace, trace.end)[0]?.words).toMatch(
      // which of the two was seen first, and has the lower number, is the system's doing
      /^(?<one>deadlocked [23]) waits for lock_b, held by (?<other>deadlocked [23]); \k<other> waits for lock_a, held by \k<one>$|^(?<back>deadlocked [23]) waits for lock_a, held by (?<there>deadlocked [23]); \k<there> waits for lock_b, held by \k<back>$/
    )
  })

  test('is found in a child of a child too', async () => {
    const program = compiled('deadlocked', deadlocked)
    const { end } = await recordCommand(['sh', '-c', `sh -c '${program}; true'; true`])
    expect(end.status).toBe('deadlock')
  })

  test('is kept for looking at where that is asked for', async () => {
    const program = compiled('parked', deadlocked)
    let there = 0
    const run = startCommand([program], { onDeadlock: 'park' }, (stage) => {
      if (stage !== 'parked') return
      there = processesWith(program).length
      void run.recording.stop()
    })
    const { end, trace, stages } = await run.result
    expect(there).toBeGreaterThan(0)
    expect(stages).toEqual(['running', 'parked'])
    expect(end.status).toBe('deadlock')
    expect(deadlocksAt(trace, trace.end)).toMatchObject([{ verdict: 'deadlock' }])
    expect(processesWith(program)).toEqual([])
  })
})
