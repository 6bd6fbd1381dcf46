import { describe, expect, test } from 'vitest'
import { objectName } from '../../../src/core/trace/trace'
import { validate } from '../../../src/core/trace/validate'
import { noPython, pythons } from './pythons'
import { only, planFor, printed, run } from './recordedRun'

const kinds = ['fork', 'spawn', 'threads']
const everyWay = pythons.flatMap(({ path, version }) => kinds.map((kind) => ({ path, version, kind })))
/** Every Python with a pool of forked processes, and the best one in every way. */
const someWays = everyWay.filter(({ path, kind }) => kind === 'fork' || path === pythons[0]?.path)

describe.skipIf(noPython || process.platform === 'win32')('imap and imap_unordered', () => {
  test.each(someWays)('who takes the next value is seen to wait for it ($version, $kind)', async ({ path, kind }) => {
    const { end, trace, events } = await run(planFor('processes/streams.py', { python: path, arguments: [kind] }))
    // also while the program's own iterator thinks: nobody knows for how long
    expect(end.status).toBe('finished')
    expect(validate(trace)).toEqual({ ok: true, value: null })
    expect(printed(events)).toEqual(['[0, 1, 4, 9]', '[0, 1, 4, 9]', '[0, 1, 4, 9]', '[1, 4]', 'too late', '7'])
    const main = events.filter(({ thread }) => thread === 0)
    const waits = only(main, 'waitBegan').map(({ object }) => objectName(trace, object))
    // of the two that two workers do at once only the first is sure to be waited for
    expect(waits).toContain('ordered[0]')
    expect(waits).toContain('ordered[2]')
    expect(waits.filter((name) => name.startsWith('thinking'))).toEqual(['thinking[0]', 'thinking[1]'])
    expect(waits.filter((name) => name === 'late[0]')).toHaveLength(2)
    expect(only(main, 'timedOut').map(({ object }) => objectName(trace, object))).toEqual(['late[0]'])
    const queue = 'results of mixed'
    const of = (type: 'put' | 'got') => only(events, type).filter(({ object }) => objectName(trace, object) === queue)
    expect(of('put')).toHaveLength(4)
    expect(of('got').map(({ thread, line }) => [thread, line])).toEqual(Array.from({ length: 4 }, () => [0, 28]))
    const asked = only(events, 'requested').filter(({ object }) => objectName(trace, object) === queue)
    expect(asked.length).toBeGreaterThan(1)
    expect(asked.every(({ thread, timeout }) => thread === 0 && timeout === null)).toBe(true)
  })
})
