import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createBoundedSearch } from '../../../src/core/explorer/search/boundedSearch'
import { answer } from '../../../src/core/explorer/answers/answer'
import { finish } from '../../../src/core/explorer/work'
import type { Program } from '../../../src/core/program/program'
import { LayoutFull } from '../../../src/core/simulator/state/layoutFull'
import { createMachine } from '../../../src/core/simulator/machine'
import { compiled } from '../simulator/compiled'
import { plainSearch } from './plainSearch'
import { searched, verdicts } from './searched'

const folder = join(import.meta.dirname, '../../../resources/scenarios')
const programs = readdirSync(folder)
  .filter((name) => name.endsWith('.py'))
  .map((name): [string, Program] => [name, compiled(readFileSync(join(folder, name), 'utf8'))])

describe.each(programs)('%s', (_, program) => {
  test('tables find the states and steps that the simulator makes one by one', () => {
    const { states, transitions } = searched(program, { tier: 'full' })
    expect({ states, transitions }).toEqual(plainSearch(program))
  })

  test('the reduced search comes to the same verdicts', () => {
    expect(verdicts(searched(program, { tier: 'reduced' }))).toEqual(verdicts(searched(program, { tier: 'full' })))
  })

  test('so does the search that takes few preemptions first, when it is let go on to the end', () => {
    expect(verdicts(finish(answer(bounded(program), { whole: true, counts: false })))).toEqual(verdicts(searched(program, { tier: 'full' })))
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
  const { extent, outcomes } = searched(program, { maxStates: 60 })
  expect(extent).toMatchObject({ complete: false, because: 'states', sampled: 500 })
  const lost = outcomes.filter(({ output }) => output.join('') !== '80')
  expect(lost.length).toBeGreaterThan(1)
  expect(lost.every(({ preemptions }) => preemptions > 0)).toBe(true)
})
