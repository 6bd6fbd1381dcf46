import { expect, test } from 'vitest'
import type { Report } from '../../../src/core/explorer/report'
import { searched } from '../explorer/searched'
import { compiledNotation, type Facts, type KnownProgram, knownPrograms } from './facts'

/** What is known of each outcome; a deadlock stands among them as DEADLOCK. */
interface ByOutcome extends Facts {
  readonly outcome_vars: readonly string[]
  readonly interleavings_by_outcome?: Readonly<Record<string, string>>
  readonly random_walk_prob?: Readonly<Record<string, number>>
  readonly min_preemptions_expect?: number
}

// the larger ones take seconds each, and count nothing that the smaller ones do not
const counted = (knownPrograms as readonly (KnownProgram & { readonly facts: ByOutcome })[]).filter(
  ({ facts }) => facts.interleavings_by_outcome !== undefined && facts.states <= 20_000
)

const explored = (program: string): Report => searched(compiledNotation(program), { tier: 'full', counts: true })

const withoutDeadlock = <Value>(by: Readonly<Record<string, Value>> = {}): [string, Value][] => Object.entries(by).filter(([outcome]) => outcome !== 'DEADLOCK')

test('most of the known programs are counted by outcome', () => {
  expect(counted.length).toBeGreaterThan(75)
})

test.each(counted)('$id: as many schedules come to each outcome as are known, with the known probability', ({ program, facts }) => {
  const { outcomes, failures } = explored(program)
  const keyed = outcomes.map((outcome) => ({ key: facts.outcome_vars.map((name) => outcome.variables[name]).join(','), ...outcome }))
  expect(Object.fromEntries(keyed.map(({ key, schedules }) => [key, schedules]))).toEqual(Object.fromEntries(withoutDeadlock(facts.interleavings_by_outcome)))
  const chances = withoutDeadlock(facts.random_walk_prob).map(([outcome, chance]) => [outcome, expect.closeTo(chance, 8)])
  expect(Object.fromEntries(keyed.map(({ key, probability }) => [key, probability]))).toEqual(Object.fromEntries(chances))
  const fewest = Math.min(...failures.filter(({ kind }) => kind === 'expect').map(({ preemptions }) => preemptions))
  expect(fewest).toBe(facts.min_preemptions_expect ?? fewest)
})
