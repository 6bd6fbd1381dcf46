import { describe, expect, test } from 'vitest'
import { planFor, printed, run } from './recordedRun'
import { noPython, patience, pythons } from './pythons'

// from 3.12 on Python warns when a process with more than one thread forks, and the sample makes errors of warnings: the tracer must not add a thread
const chosen = pythons.filter(({ version }, place) => place === 0 || /^3\.1[2-9]\./.test(version))

describe.skipIf(noPython)('a program with processes of its own', { timeout: patience }, () => {
  test.each(chosen)('its children run as without the lab, unrecorded and heard ($version)', async ({ path }) => {
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
    expect([...trace.threads.values()].map(({ name }) => name)).toEqual(['MainThread', 'thread (raw)'])
  })
})
