import { assert, property } from 'fast-check'
import { expect, test } from 'vitest'
import { compiled } from '../simulator/compiled'
import { threadedProgram } from '../simulator/threadedProgram'
import { plainSearch } from './plainSearch'
import { searched, verdicts } from './searched'

const most = 6_000

test('whatever threads do with locks, conditions, events, barriers, queues and chance: a search finds what single steps find, and so does one that leaves orders out', () => {
  let compared = 0
  assert(
    property(threadedProgram(2), (source) => {
      const program = compiled(source)
      const { states, transitions } = searched(program, { tier: 'full', maxStates: most })
      if (states >= most) return
      compared++
      expect({ states, transitions }).toEqual(plainSearch(program))
      for (const spuriousWakeUps of [0, 1]) {
        expect(verdicts(searched(program, { tier: 'reduced', spuriousWakeUps }))).toEqual(verdicts(searched(program, { tier: 'full', spuriousWakeUps })))
      }
    }),
    { numRuns: 30, seed: 33 }
  )
  expect(compared).toBeGreaterThan(20)
})
