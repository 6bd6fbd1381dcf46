import { assert, property } from 'fast-check'
import { expect, test } from 'vitest'
import { createExploration, usualOptions } from '../../../src/core/explorer/exploration'
import type { ExploreOptions, Report } from '../../../src/core/explorer/report'
import type { Program } from '../../../src/core/program/program'
import { compiled } from '../simulator/compiled'
import { threadedProgram } from '../simulator/threadedProgram'
import { plainSearch } from './plainSearch'

const most = 6_000

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

test('whatever threads do with locks, conditions, events, barriers, queues and chance: a search finds what single steps find, and so does one that leaves orders out', () => {
  let compared = 0
  assert(
    property(threadedProgram(2), (source) => {
      const program = compiled(source)
      const { states, transitions } = search(program, { tier: 'full', maxStates: most })
      if (states >= most) return
      compared++
      expect({ states, transitions }).toEqual(plainSearch(program))
      for (const spuriousWakeUps of [0, 1]) {
        expect(verdicts(search(program, { tier: 'reduced', spuriousWakeUps }))).toEqual(verdicts(search(program, { tier: 'full', spuriousWakeUps })))
      }
    }),
    { numRuns: 30, seed: 33 }
  )
  expect(compared).toBeGreaterThan(20)
})
