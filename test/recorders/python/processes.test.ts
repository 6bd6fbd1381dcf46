import { describe, expect, test } from 'vitest'
import { validate } from '../../../src/core/trace/validate'
import { isAlive, only, planFor, printed, run } from './recordedRun'
import { noPython, pythons } from './pythons'

// from 3.12 on Python warns when a process with more than one thread forks, and the sample makes errors of warnings: the tracer must not add a thread
const chosen = pythons.filter(({ version }, place) => place === 0 || /^3\.1[2-9]\./.test(version))

describe.skipIf(noPython)('a program with processes of its own', () => {
  test.each(chosen)('its children run as without the lab, and are lanes of the same trace ($version)', async ({ path }) => {
    const { end, trace, events } = await run(planFor('processes.py', { python: path }))
    expect(end.status).toBe('finished')
    expect(printed(events, 'stderr')).toEqual([])
    expect(printed(events).toSorted()).toEqual(
      [
        'begun fork 0',
        'child fork',
        'child spawn',
        `forked None ${process.env['PYTHONPATH'] || 'None'}`,
        'spawn 0',
        'thread of child fork',
        'thread of child spawn'
      ].toSorted()
    )
    expect([...trace.threads.values()].map(({ name }) => name.replace(/\d{3,}/, 'PID'))).toEqual([
      'MainThread',
      'child PID',
      'ForkProcess-1',
      'Thread-1 (print) of ForkProcess-1',
      'SpawnProcess-2',
      'Thread-1 (print) of SpawnProcess-2',
      'thread (raw)'
    ])
    expect(only(events, 'processExited').map(({ code }) => code)).toEqual([0, 0, 0, 0])
    expect(validate(trace)).toMatchObject({ ok: true })
  })

  test.skipIf(process.platform === 'win32')(
    'a process that made itself a daemon ends with the run too, and nobody waits for its end of the pipes',
    async () => {
      const pipes = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'PipeWrap').length
      const before = pipes()
      const { end, events } = await run(planFor('daemonises.py'))
      const daemon = Number(printed(events)[0])
      try {
        expect(end.status).toBe('finished')
        expect(isAlive(daemon)).toBe(process.platform !== 'linux')
        await expect.poll(pipes).toBeLessThanOrEqual(before)
      } finally {
        if (isAlive(daemon)) process.kill(daemon, 'SIGKILL')
      }
    }
  )
})
