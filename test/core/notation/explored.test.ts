import { describe, expect, test } from 'vitest'
import type { ExploreOptions, Report } from '../../../src/core/explorer/report'
import { searched } from '../explorer/searched'
import { compiledNotation, type Facts, knownPrograms } from './facts'
import { byNumbers } from './plainFacts'

const explored = (program: string, options: Partial<ExploreOptions>): Report =>
  searched(compiledNotation(program), { tier: 'full', maxStates: 3e6, ...options })

const steps = (schedules: readonly string[]): number | null =>
  schedules.length === 0 ? null : Math.min(...schedules.map((schedule) => (schedule === '' ? 0 : schedule.split(' ').length)))
const least = (counts: readonly number[]): number | undefined => (counts.length === 0 ? undefined : Math.min(...counts))

type Found = { readonly [Key in keyof Facts]?: Facts[Key] | undefined }

/** A report in the words of the facts; undefined for what it does not tell. */
function asFacts(report: Report): Found {
  const checks = report.failures.filter(({ kind }) => kind === 'check')
  const surprises = report.failures.filter(({ kind }) => kind === 'expect')
  return {
    states: report.states,
    transitions: report.transitions,
    outcomes: outcomesOf(report),
    deadlock_states: report.deadlocks.reduce((sum, { states }) => sum + states, 0),
    shortest_deadlock: steps(report.deadlocks.map(({ shortest }) => shortest)),
    shortest_assert: steps(checks.map(({ shortest }) => shortest)),
    shortest_expect_violation: steps(surprises.map(({ shortest }) => shortest)),
    min_preemptions_deadlock: least(report.deadlocks.map(({ preemptions }) => preemptions)),
    min_preemptions_assert: least(checks.map(({ preemptions }) => preemptions)),
    racy_vars: report.races.map(({ variable }) => variable).toSorted(),
    doomed_states: report.doomedStates ?? undefined,
    acyclic: report.cyclic === false,
    interleavings: report.schedules ?? (report.cyclic === true ? 'infinite' : undefined),
    mazurkiewicz_traces: report.executions === null ? undefined : { total: report.executions }
  }
}

const outcomesOf = ({ outcomes }: Report): number[][] => outcomes.map(({ variables }) => Object.values(variables).map(Number)).toSorted(byNumbers)

// what both know; of what is counted in classes only how many there are in all
function inCommon(facts: Facts, found: Found): Found {
  const keys = (Object.keys(found) as (keyof Facts)[]).filter((key) => found[key] !== undefined && facts[key] !== undefined)
  const known = Object.fromEntries(keys.map((key) => [key, facts[key]])) as Found
  const { mazurkiewicz_traces: classes, outcomes } = known
  return {
    ...known,
    ...(outcomes === undefined ? {} : { outcomes: outcomes.toSorted(byNumbers) }),
    ...(classes === undefined ? {} : { mazurkiewicz_traces: { total: classes.total } })
  }
}

describe.each(knownPrograms.map((one) => [one.id, one] as const))('%s', (_, { program, facts }) => {
  const isLarge = facts.states > 200_000

  test('a search of every order comes to the facts: states, ends, races, schedules, executions, preemptions', () => {
    const found = asFacts(explored(program, { counts: !isLarge }))
    const known = inCommon(facts, found)
    expect(Object.fromEntries(Object.keys(known).map((key) => [key, found[key as keyof Facts]]))).toEqual(known)
  })

  test('so does a search that leaves orders out, as far as it has to', () => {
    const { outcomes, deadlock_states, shortest_assert } = asFacts(explored(program, { tier: 'reduced' }))
    expect({ outcomes, deadlock_states, fails: shortest_assert !== null }).toEqual({
      outcomes: facts.outcomes.toSorted(byNumbers),
      deadlock_states: facts.deadlock_states,
      fails: (facts.shortest_assert ?? null) !== null
    })
  })

  const spurious = facts.one_spurious_wakeup_allowed
  // in how many states is another matter: here waking up and taking the mutex again are two steps
  test.runIf(spurious)('so does a search that lets one thread wake up for no reason', () => {
    const report = explored(program, { spuriousWakeUps: 1 })
    const { outcomes, deadlock_states, shortest_assert } = asFacts(report)
    expect({ outcomes, deadlock: (deadlock_states ?? 0) > 0, assert_violation: shortest_assert !== null }).toEqual({
      outcomes: spurious?.outcomes.toSorted(byNumbers),
      deadlock: spurious?.deadlock,
      assert_violation: spurious?.assert_violation
    })
  })
})
