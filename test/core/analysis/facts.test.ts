import { describe, expect, test } from 'vitest'
import { criticalPath } from '../../../src/core/analysis/order/criticalPath'
import { fastTrack } from '../../../src/core/analysis/order/fastTrack'
import { cycleRules, lockCycles } from '../../../src/core/analysis/order/lockCycles'
import { lockOrder } from '../../../src/core/analysis/order/lockOrder'
import { lockset } from '../../../src/core/analysis/order/lockset'
import { vectorClockRaces } from '../../../src/core/analysis/order/vectorClockRaces'
import { factRuns } from './factRuns'
import { modelOperations } from './modelOperations'

test('there are facts about 440 runs, with races, warnings and cycles among them', () => {
  expect(factRuns).toHaveLength(440)
  expect(factRuns.filter(([, , run]) => run.hb_race_pairs.length > 0).length).toBeGreaterThan(50)
  expect(factRuns.filter(([, , run]) => run.cycles_gates_and_forkjoin.length > 0).length).toBeGreaterThan(20)
})

describe.each(factRuns)('%s', (_, program, run) => {
  const { operations, threads, objects } = modelOperations(program, run)
  const name = (object: number): string => objects[object] ?? ''

  test('races are the known ones, by plain vector clocks all pairs, by FastTrack the first of each variable', () => {
    const pairs = vectorClockRaces(operations).map(({ variable, first, second }) => [name(variable), first, second])
    expect(pairs.map(String).toSorted()).toEqual(run.hb_race_pairs.map(String).toSorted())
    const first = fastTrack(operations)
    expect(Object.fromEntries(first.map(({ variable, second }) => [name(variable), second]))).toEqual(run.first_race_event)
    for (const race of first) expect(pairs).toContainEqual([name(race.variable), race.first, race.second])
  })

  test('Eraser warns of what it is known to warn of', () => {
    expect(Object.fromEntries(lockset(operations).map(({ variable, row }) => [name(variable), row]))).toEqual(run.eraser_warnings)
  })

  test('the lock graph has its known edges, and its cycles pass the known rules', () => {
    const order = lockOrder(operations)
    const edges = new Set(order.edges.map(({ held, wanted, thread }) => `${name(held)} ${name(wanted)} ${threads[thread]}`))
    expect([...edges].toSorted()).toEqual(run.lock_order_edges.map((edge) => edge.join(' ')).toSorted())
    const { cycles, complete } = lockCycles(order)
    expect(complete).toBe(true)
    const passing = (rule: number) => cycles.filter(({ passes }) => cycleRules.indexOf(passes) >= rule).map(({ locks }) => fromLowest(locks.map(name)))
    const known = [run.cycles_plain_graph, run.cycles_goodlock_distinct_threads, run.cycles_goodlock_gates, run.cycles_gates_and_forkjoin]
    known.forEach((expected, rule) => expect(passing(rule).toSorted()).toEqual(expected.map((locks) => locks.join()).toSorted()))
  })

  test('the critical path has its known length', () => {
    const { length, work, stretches } = criticalPath(operations)
    expect([length, work]).toEqual([run.critical_path_steps, run.total_steps])
    expect(stretches.reduce((sum, stretch) => sum + stretch.work, 0)).toBe(length)
  })
})

/** Locks of a cycle, begun with the first by name. */
function fromLowest(locks: readonly string[]): string {
  const start = locks.indexOf(locks.toSorted()[0] ?? '')
  return [...locks.slice(start), ...locks.slice(0, start)].join()
}
