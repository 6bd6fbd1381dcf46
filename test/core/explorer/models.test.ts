import { assert, property } from 'fast-check'
import { expect, test } from 'vitest'
import type { Report } from '../../../src/core/explorer/report'
import { compiledNotation } from '../notation/facts'
import { plainSearch } from './plainSearch'
import { smallModel } from './programs'
import { searched } from './searched'

const most = 20_000

// what must not depend on how a model is searched; a way to a failed check may be left out, as long as one is kept
const verdicts = ({ outcomes, deadlocks, failures }: Report): unknown => ({
  outcomes: outcomes.map(({ variables, failed }) => JSON.stringify({ variables, failed })).toSorted(),
  deadlocks: deadlocks.map(({ waits, states }) => JSON.stringify({ waits, states })).toSorted(),
  failures: failures.map(({ kind, line }) => `${line} ${kind}`).toSorted()
})

// LAB_MODELS=3000 for the long run
const runs = Number(process.env['LAB_MODELS'] ?? 40)

test.each([
  ['that end', false],
  ['that may go round for ever', true]
])(
  'models %s: a search that leaves orders out comes to the verdicts of the one that takes all, and that one to what single steps find',
  (_, loops) => {
    let compared = 0
    assert(
      property(smallModel(loops), (source) => {
        const program = compiledNotation(source)
        const full = searched(program, { tier: 'full', maxStates: most })
        if (!full.extent.complete) return
        compared++
        const { states, transitions } = full.states < 1_000 ? plainSearch(program) : full
        expect({ states: full.states, transitions: full.transitions }).toEqual({ states, transitions })
        expect(verdicts(searched(program, { tier: 'reduced', maxStates: most }))).toEqual(verdicts(full))
      }),
      { numRuns: runs, seed: 5 }
    )
    expect(compared).toBeGreaterThan(runs / 2)
  },
  3_600_000
)
