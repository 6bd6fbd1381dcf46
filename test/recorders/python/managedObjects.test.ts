import { describe, expect, test } from 'vitest'
import { deadlocksAt } from '../../../src/core/analysis/deadlocks'
import { bandAt, ownershipOf } from '../../../src/core/analysis/ownership'
import { stateAt } from '../../../src/core/analysis/stateAt'
import { objectName, type Trace, threadName } from '../../../src/core/trace/trace'
import { validate } from '../../../src/core/trace/validate'
import { noPython, pythons } from './pythons'
import { only, planFor, printed, run } from './recordedRun'

const kinds = ['fork', 'spawn', 'forkserver']
const everyWay = pythons.flatMap(({ path, version }) => kinds.map((kind) => ({ path, version, kind })))
/** Every Python with forked processes, and the best one in every way. */
const someWays = everyWay.filter(({ path, kind }) => kind === 'fork' || path === pythons[0]?.path)

const named = (trace: Trace, wanted: string) => [...trace.objects.values()].find(({ name }) => name === wanted)

describe.skipIf(noPython || process.platform === 'win32')('what a manager keeps', () => {
  test.each(someWays)(
    'locks, queues, events and conditions are told of whoever uses them, other calls as waits for the manager ($version, $kind)',
    async ({ path, kind }) => {
      const { end, trace, events } = await run(planFor('processes/managed_objects.py', { python: path, arguments: [kind] }))
      expect(printed(events)).toEqual(['empty', 'False', 'RuntimeError', 'ValueError', "['all']", '40 [0, 1, 2] 42'])
      // also while the manager works longer than a standstill takes to be recognised
      expect(end.status).toBe('finished')
      expect(validate(trace)).toEqual({ ok: true, value: null })

      const lock = named(trace, 'lock')
      expect(lock?.kind).toBe('lock')
      const holds = lock && ownershipOf(trace).get(lock.id)?.holds
      const bands = Array.from({ length: holds?.length ?? 0 }, (_, index) => (holds ? bandAt(holds, index) : null)).filter((band) => band !== null)
      expect(bands).toHaveLength(40)
      // that a free one cannot be given back is the manager's word, and no release
      expect(only(events, 'released').filter(({ object }) => object === lock?.id)).toHaveLength(40)
      expect(only(events, 'released').filter(({ object }) => object === named(trace, 'few')?.id)).toEqual([])
      expect(new Set(bands.map(({ thread }) => threadName(trace, thread)))).toEqual(new Set(['adder 0', 'adder 1']))
      for (const [index, band] of bands.entries()) expect(band.from).toBeGreaterThanOrEqual(bands[index - 1]?.to ?? 0)

      const about = (name: string) => events.filter((event) => 'object' in event && event.object === named(trace, name)?.id)
      const main = (name: string) =>
        about(name)
          .filter(({ thread }) => thread === 0)
          .map(({ type }) => type)
      expect(only(about('jobs'), 'put').map(({ thread, value }) => [threadName(trace, thread), value])).toEqual([0, 1, 2].map((value) => ['feeder', value]))
      expect(main('jobs')).toEqual(['declared', 'requested', 'got', 'requested', 'got', 'requested', 'got', 'requested', 'timedOut'])
      expect(only(about('ready'), 'set').map(({ thread }) => threadName(trace, thread))).toEqual(['feeder'])
      expect(main('lock of changed').filter((type) => type !== 'declared')).toEqual([
        'acquired',
        'acquired',
        'released',
        'released',
        'acquired',
        'acquired',
        'released',
        'released'
      ])
      expect(main('changed').filter((type) => type !== 'declared')).toEqual(['waitBegan', 'timedOut'])

      const calls = only(about('calls of Own-1'), 'put')
      expect(calls.filter(({ value }) => value === 'think').map(({ thread }) => thread)).toEqual([0])
      expect(only(about('calls of Own-1'), 'got')).toHaveLength(calls.length)
      const waits = only(about('answer of Own-1'), 'waitBegan')
      expect(only(about('answer of Own-1'), 'woken')).toHaveLength(waits.length)
      const thinking = only(about('calls of Own-1'), 'got').find(({ value }) => value === 'think')
      const then = thinking && stateAt(trace, thinking.at).threads
      expect(then?.find(({ id }) => id === thinking?.thread)?.state).toBe('running')
      // whoever has nothing to do in the manager waits
      const idle = [...trace.threads.values()].filter(({ name }) => name === 'Own-1' || /^Thread-1\b.*of Own-1$/.test(name))
      expect(idle.map(({ id }) => then?.find((one) => one.id === id)?.state)).toEqual(['waiting', 'waiting'])
    }
  )

  test.each(pythons)('of a manager that others may ask too, nothing is told, and nobody is said to wait for it in vain ($version)', async ({ path }) => {
    const { end, trace, events } = await run(planFor('processes/managed_address.py', { python: path }))
    expect(printed(events)).toEqual(['42', '42'])
    expect(end.status).toBe('finished')
    expect([...trace.objects.values()].map(({ name }) => name)).toEqual([])
  })

  test.each(someWays)('two processes that take two of its locks crosswise are a ring ($version, $kind)', async ({ path, kind }) => {
    const { end, trace } = await run(planFor('processes/managed_crossed.py', { python: path, arguments: [kind] }))
    expect(end.status).toBe('deadlock')
    const [ring] = deadlocksAt(trace, trace.end)
    expect(ring?.words).toMatch(/one waits for right, held by two; two waits for left, held by one/)
    expect(ring?.cycle.map((node) => ('thread' in node ? threadName(trace, node.thread) : objectName(trace, node.object)))).toEqual([
      'one',
      'right',
      'two',
      'left'
    ])
    expect(ring?.verdict).toBe('deadlock')
  })
})
