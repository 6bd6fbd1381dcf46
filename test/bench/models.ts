import { readFileSync } from 'node:fs'
import { createExploration, usualOptions } from '../../src/core/explorer/exploration'
import { compileNotation } from '../../src/core/notation/compileNotation'
import type { Program } from '../../src/core/program/program'
import type { Measure } from './measure'

// nobody counts schedules through two million states
const mostCounted = 200_000

interface Known {
  readonly program: string
  readonly facts: { readonly states: number }
}

// by the folder that npm runs this in: the bundle lies elsewhere
const { programs } = JSON.parse(readFileSync('test/facts/engine/programs.json', 'utf8')) as { readonly programs: readonly Known[] }

function compiled(source: string): Program {
  const result = compileNotation(source, { file: 'model.prog' })
  if (!result.ok) throw new Error(result.problems.map(({ what }) => what).join('\n'))
  return result.program
}

/** The time that all 99 known models take together, from their text to the report: every order, schedules and executions counted. */
export async function bench(measure: Measure): Promise<void> {
  const exploreAll = (most: number): void => {
    for (const { program, facts } of programs) {
      if (facts.states > most) continue
      const exploration = createExploration(compiled(program), { ...usualOptions, tier: 'full', counts: facts.states <= mostCounted }, () => performance.now())
      while (!exploration.work(1_000));
    }
  }
  await measure('98 models of up to 200,000 states', () => exploreAll(mostCounted), { runs: 1 })
  await measure('all 99 models', () => exploreAll(Number.POSITIVE_INFINITY), { runs: 1 })
}
