import { expect, test } from 'vitest'
import { criticalPath } from '../../../src/core/analysis/order/criticalPath'
import { cycleRules, lockCycles } from '../../../src/core/analysis/order/lockCycles'
import { lockOrder } from '../../../src/core/analysis/order/lockOrder'
import { operationsOf } from '../../../src/core/analysis/order/operationsOf'
import { vectorClockRaces } from '../../../src/core/analysis/order/vectorClockRaces'
import { startRun } from '../../../src/core/simulator/run'
import { objectId } from '../../../src/core/trace/ids'
import { objectName, type Trace } from '../../../src/core/trace/trace'
import { compiledNotation } from '../notation/facts'
import { factRuns, type FactRun } from './factRuns'

function traceOf(program: string, { schedule }: FactRun): Trace {
  const compiled = compiledNotation(program)
  const run = startRun(compiled, { tool: 'test' })
  for (const entry of schedule) {
    const [name = '', choice = '0'] = entry.split('/')
    const thread = compiled.functions.findIndex((code) => code.name === name)
    expect(run.step(thread, Number(choice))).toMatchObject({ ok: true })
  }
  return run.trace()
}

test.each(factRuns)('%s: the trace that the simulator tells has the known races, cycles of locks and critical path', (_, program, run) => {
  const trace = traceOf(program, run)
  const operations = operationsOf(trace)
  const stepOf = (row: number): number => (trace.events.at[row] ?? 0) - 1
  const nameOf = (object: number): string => objectName(trace, objectId(object))
  const pairs = vectorClockRaces(operations).map(({ variable, first, second }) => [nameOf(variable), stepOf(first), stepOf(second)])
  expect(pairs.map(String).toSorted()).toEqual(run.hb_race_pairs.map(String).toSorted())

  const { length, work } = criticalPath(operations)
  expect([length, work]).toEqual([run.critical_path_steps, run.total_steps])

  const cycles = lockCycles(lockOrder(operations)).cycles.filter(({ passes }) => cycleRules.indexOf(passes) >= 3)
  const names = (locks: readonly string[]): string => locks.toSorted().join()
  expect(cycles.map(({ locks }) => names(locks.map(nameOf))).toSorted()).toEqual(run.cycles_gates_and_forkjoin.map(names).toSorted())
})
