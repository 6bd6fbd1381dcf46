import { describe, expect, test } from 'vitest'
import { deadlocksAt } from '../../../src/core/analysis/deadlocks'
import { objectName, threadName } from '../../../src/core/trace/trace'
import { validate } from '../../../src/core/trace/validate'
import { noPython, pythons } from './pythons'
import { only, planFor, printed, run } from './recordedRun'

const methods = ['fork', 'spawn', 'forkserver']
const everyWay = pythons.flatMap(({ path, version }) => methods.map((method) => ({ path, version, method })))
/** Every Python once, and the best one in every way. */
const someWays = everyWay.filter(({ path, method }) => method === 'fork' || path === pythons[0]?.path)

describe.skipIf(noPython || process.platform === 'win32')('pipes between processes', () => {
  test.each(everyWay)('each way is a queue: what one end sends comes out at the other ($version, $method)', async ({ path, method }) => {
    const { end, trace, events } = await run(planFor('processes/pipes.py', { python: path, arguments: [method] }))
    expect(printed(events)).toEqual(['False False', 'True', '30 that was all', '60000'])
    expect(end.status).toBe('finished')
    expect(validate(trace)).toEqual({ ok: true, value: null })
    expect([...trace.objects.values()].map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'queue pipe to mine',
      'queue pipe to yours',
      'queue pipe to source',
      'event any of pipe to source'
    ])
    const moved = (type: 'put' | 'got', name: string) =>
      only(events, type)
        .filter(({ object }) => objectName(trace, object) === name)
        .map(({ thread, value }) => `${threadName(trace, thread)} ${value}`)
    expect(moved('put', 'pipe to yours')).toEqual([0, 1, 2, 3, 4, 'None'].map((value) => `MainThread ${value}`))
    expect(moved('got', 'pipe to yours')).toEqual([0, 1, 2, 3, 4, 'None'].map((value) => `squarer ${value}`))
    expect(moved('put', 'pipe to mine')).toEqual([0, 1, 4, 9, 16, '12 bytes'].map((value) => `squarer ${value}`))
    expect(moved('got', 'pipe to mine')).toEqual([0, 1, 4, 9, 16, '12 bytes'].map((value) => `MainThread ${value}`))
    expect(moved('got', 'pipe to source').length).toBe(3)
  })

  test.each(someWays)('two that both receive first wait for each other for ever ($version, $method)', async ({ path, method }) => {
    const { end, trace } = await run(planFor('processes/both_receive.py', { python: path, arguments: [method] }))
    expect(end.status).toBe('deadlock')
    expect(validate(trace)).toEqual({ ok: true, value: null })
    expect(deadlocksAt(trace, trace.end).map(({ verdict, words }) => [verdict, words])).toEqual([
      ['deadlock', 'MainThread waits to get from pipe to mine; other waits to get from pipe to yours']
    ])
  })

  test.each(someWays)('two that both send more than a pipe takes wait for each other for ever ($version, $method)', async ({ path, method }) => {
    const { end, trace } = await run(planFor('processes/both_send.py', { python: path, arguments: [method] }))
    expect(end.status).toBe('deadlock')
    expect(deadlocksAt(trace, trace.end).map(({ verdict, words }) => [verdict, words])).toEqual([
      ['deadlock', 'MainThread waits to put into pipe to yours; other waits to put into pipe to mine']
    ])
  })
})
