import { describe, expect, test } from 'vitest'
import { deadlocksAt } from '../../../src/core/analysis/deadlocks'
import { objectName, threadName } from '../../../src/core/trace/trace'
import { validate } from '../../../src/core/trace/validate'
import { noPython, pythons } from './pythons'
import { only, planFor, printed, run } from './recordedRun'

const kinds = ['fork', 'spawn', 'forkserver', 'threads']
const everyWay = pythons.flatMap(({ path, version }) => kinds.map((kind) => ({ path, version, kind })))
/** Every Python with a pool of forked processes, and the best one in every way. */
const someWays = everyWay.filter(({ path, kind }) => kind === 'fork' || path === pythons[0]?.path)

describe.skipIf(noPython || process.platform === 'win32')('multiprocessing.Pool', () => {
  test.each(someWays)('its work stands on the lanes of the workers that did it ($version, $kind)', async ({ path, kind }) => {
    const { end, trace, events } = await run(planFor('processes/worker_pool.py', { python: path, arguments: [kind] }))
    expect(end.status).toBe('finished')
    expect(validate(trace)).toEqual({ ok: true, value: null })
    const counted = JSON.parse(printed(events)[0] ?? '{}') as { squares: number[]; workers: (number | string)[] }
    expect(counted.squares).toEqual([9, 0, 1, 4, 9, 0, 1, 4])
    const begun = only(events, 'workBegan')
    expect(begun.map(({ object, name }) => `${name} for ${objectName(trace, object)}`).toSorted()).toEqual(
      ['failing for failed', 'square for one', ...[0, 1].map((n) => `square for mapped[${n}]`), ...[0, 1, 2].map((n) => `square for stream[${n}]`)].toSorted()
    )
    // who did it, as the program itself says: a process by its number, a thread by its name
    const worker = new Map(
      begun.map(({ object, thread }) => [
        objectName(trace, object),
        trace.threads.get(thread)?.process ?? threadName(trace, thread).replace(/ \(worker\)$/, '')
      ])
    )
    const told = ['one', 'mapped[0]', 'mapped[1]', 'stream[0]', 'stream[1]', 'stream[2]', 'failed'].map((name) => worker.get(name))
    expect(told).toEqual(counted.workers.map((one) => (typeof one === 'string' ? one.replace(/ \(worker\)$/, '') : one)))
    const of = (type: 'workEnded' | 'set') => new Set(only(events, type).map(({ object }) => objectName(trace, object)))
    expect(begun.every(({ object }) => of('workEnded').has(objectName(trace, object)) && of('set').has(objectName(trace, object)))).toBe(true)
    expect(only(events, 'put').length).toBe(7)
  })

  test.each(pythons)('work that a worker takes with it is waited for in vain, and that is recognised ($version)', async ({ path }) => {
    const { end, trace } = await run(planFor('processes/lost_work.py', { python: path }))
    expect(end.status).toBe('deadlock')
    expect(deadlocksAt(trace, trace.end).map(({ words }) => words)).toContainEqual(expect.stringMatching(/MainThread waits for the result of result/))
  })
})
