import { describe, expect, test } from 'vitest'
import { stateAt } from '../../../src/core/analysis/stateAt'
import { objectName, threadName } from '../../../src/core/trace/trace'
import { validate } from '../../../src/core/trace/validate'
import { noPython, pythons } from './pythons'
import { only, planFor, printed, run } from './recordedRun'

const kinds = ['fork', 'spawn', 'forkserver']
const everyWay = pythons.flatMap(({ path, version }) => kinds.map((kind) => ({ path, version, kind })))
/** Every Python with forked processes, and the best one in every way. */
const someWays = everyWay.filter(({ path, kind }) => kind === 'fork' || path === pythons[0]?.path)

describe.skipIf(noPython || process.platform === 'win32')('values that processes share', () => {
  test.each(someWays)('are one variable in all of them, read and written by whoever does it ($version, $kind)', async ({ path, kind }) => {
    const { end, trace, events } = await run(planFor('processes/shared_accesses.py', { python: path, arguments: [kind], detail: 'access' }))
    expect(end.status).toBe('finished')
    expect(validate(trace)).toEqual({ ok: true, value: null })
    expect(printed(events)).toEqual(["42 0.25 [4, 5, 9] b'done' 8"])
    const told = (type: 'read' | 'written', name: string) =>
      only(events, type)
        .filter(({ object }) => objectName(trace, object) === name)
        .map(({ thread, line, value }) => `${threadName(trace, thread)} ${line} ${value}`)
    expect(told('written', 'total')).toEqual(['MainThread 15 41', 'worker 6 42'])
    expect(told('read', 'total')).toEqual(['worker 6 41', 'MainThread 26 42'])
    expect(told('written', 'part')).toEqual(['MainThread 15 0.5', 'worker 7 0.25'])
    expect(told('written', 'cells[2]')).toEqual(['worker 8 9'])
    expect(['cells[0]', 'cells[1]'].map((name) => told('written', name))).toEqual([['worker 9 4'], ['worker 9 5']])
    expect(told('read', 'cells[1]')).toEqual(['MainThread 26 5'])
    expect(told('written', 'word')).toEqual(["worker 10 b'done'"])
    const last = new Map(stateAt(trace, trace.end).variables.map(({ id, value }) => [objectName(trace, id), value]))
    expect(['total', 'part', 'cells[0]', 'cells[2]'].map((name) => last.get(name))).toEqual([42, '0.25', 4, 9])
    // nobody can see what goes past the lock
    expect([...trace.objects.values()].some(({ name }) => name === 'bare')).toBe(false)
  })

  test.each(someWays)('are not told where only synchronisation is asked for ($version, $kind)', async ({ path, kind }) => {
    const { trace, events } = await run(planFor('processes/shared_accesses.py', { python: path, arguments: [kind] }))
    expect(printed(events)).toEqual(["42 0.25 [4, 5, 9] b'done' 8"])
    expect([...trace.objects.values()].filter(({ kind: of }) => of === 'variable')).toEqual([])
  })
})
