import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createBoundedSearch } from '../../../src/core/explorer/boundedSearch'
import { createExploration, usualOptions } from '../../../src/core/explorer/exploration'
import { answer } from '../../../src/core/explorer/answer'
import type { ExploreOptions, Report } from '../../../src/core/explorer/report'
import { finish } from '../../../src/core/explorer/work'
import type { Program } from '../../../src/core/program/program'
import { LayoutFull } from '../../../src/core/simulator/layoutFull'
import { createMachine } from '../../../src/core/simulator/machine'
import { compiled } from '../simulator/compiled'
import { plainSearch } from './plainSearch'

const folder = join(import.meta.dirname, '../../../resources/scenarios')
const programs = readdirSync(folder)
  .filter((name) => name.endsWith('.py'))
  .map((name): [string, Program] => [name, compiled(readFileSync(join(folder, name), 'utf8'))])

function search(program: Program, options: Partial<ExploreOptions>): Report {
  const exploration = createExploration(program, { ...usualOptions, ...options }, () => 0)
  while (!exploration.work(1000));
  return exploration.report()
}

// what must not depend on how a program is searched
const verdicts = ({ outcomes, deadlocks, failures }: Pick<Report, 'outcomes' | 'deadlocks' | 'failures'>): unknown => ({
  outcomes: outcomes.map(({ output, variables, failed }) => JSON.stringify({ output, variables, failed })).toSorted(),
  deadlocks: deadlocks.map(({ waits }) => JSON.stringify(waits)).toSorted(),
  failures: failures.map(({ kind, line, message }) => `${line} ${kind}: ${message}`).toSorted()
})

describe.each(programs)('%s', (_, program) => {
  test('tables find the states and steps that the simulator makes one by one', () => {
    const { states, transitions } = search(program, { tier: 'full' })
    expect({ states, transitions }).toEqual(plainSearch(program))
  })

  test('the reduced search comes to the same verdicts', () => {
    expect(verdicts(search(program, { tier: 'reduced' }))).toEqual(verdicts(search(program, { tier: 'full' })))
  })

  test('so does the search that takes few preemptions first, when it is let go on to the end', () => {
    expect(verdicts(finish(answer(bounded(program), { whole: true, counts: false })))).toEqual(verdicts(search(program, { tier: 'full' })))
  })
})

function bounded(program: Program): ReturnType<ReturnType<typeof createBoundedSearch>['space']> {
  for (let machine = createMachine(program); ; ) {
    const found = createBoundedSearch(machine)
    try {
      while (found.expand(1000));
      return found.space()
    } catch (full) {
      if (!(full instanceof LayoutFull)) throw full
      machine = createMachine(program, full.larger)
    }
  }
}

test('what random runs find is counted with the preemptions that its schedule really has', () => {
  const program = compiled(readFileSync(join(folder, 'counter.py'), 'utf8'), { set: { N: '40' } })
  const { extent, outcomes } = search(program, { maxStates: 60 })
  expect(extent).toMatchObject({ complete: false, because: 'states', sampled: 500 })
  const lost = outcomes.filter(({ output }) => output.join('') !== '80')
  expect(lost.length).toBeGreaterThan(1)
  expect(lost.every(({ preemptions }) => preemptions > 0)).toBe(true)
})
