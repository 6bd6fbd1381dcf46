import { describe, expect, test } from 'vitest'
import { createMachine, initialState } from '../../../src/core/simulator/machine'
import { statusOf } from '../../../src/core/simulator/status'
import { choicesIn, step } from '../../../src/core/simulator/step'
import { compiledNotation, knownPrograms } from './facts'
import { byNumbers, checkListener, expectationIn, plainFacts } from './plainFacts'

// larger ones take minutes here; the explorer has them all
const known = knownPrograms.filter(({ facts }) => facts.states <= 30_000).map((one) => [one.id, one] as const)

describe.each(known)('%s', (_, { program, facts }) => {
  test('every order of steps comes to the states, ends and outcomes that other checkers found', () => {
    const found = plainFacts(compiledNotation(program))
    const expected = Object.fromEntries(Object.keys(found).flatMap((key) => (key in facts ? [[key, facts[key as keyof typeof facts]]] : [])))
    expect({ ...expected, outcomes: facts.outcomes.toSorted(byNumbers) }).toEqual(Object.fromEntries(Object.entries(found).filter(([key]) => key in facts)))
  })

  const { shortest_deadlock_schedule, shortest_assert_schedule, shortest_expect_schedule } = facts
  test.runIf(shortest_deadlock_schedule)('the recorded way leads into the deadlock', () => {
    expect(endsOf(program, shortest_deadlock_schedule ?? []).some(({ status }) => status === 'deadlock')).toBe(true)
  })
  test.runIf(shortest_assert_schedule)('the last step of the recorded way fails its check, and none before it', () => {
    const failures = endsOf(program, shortest_assert_schedule ?? []).map(({ failed }) => failed.join())
    expect(failures).toContain(String((shortest_assert_schedule ?? []).length - 1))
  })
  test.runIf(shortest_expect_schedule)('the recorded way ends in what was not to be expected', () => {
    expect(endsOf(program, shortest_expect_schedule ?? []).some(({ status, expected }) => status === 'finished' && !expected)).toBe(true)
  })
})

/** How the runs of a schedule can end: in one way, but that a `signal` may wake any of those who wait. */
function endsOf(program: string, schedule: readonly string[]) {
  const machine = createMachine(compiledNotation(program))
  const isAsExpected = expectationIn(machine)
  let runs = [{ state: initialState(machine), failed: [] as number[] }]
  for (const [at, name] of schedule.entries()) {
    const thread = machine.program.functions.findIndex((code) => code.name === name)
    runs = runs.flatMap((run) =>
      Array.from({ length: choicesIn(machine, run.state, thread) }, (_, choice) => {
        const state = run.state.slice()
        const ear = checkListener()
        step(machine, state, thread, choice, ear.witness)
        return { state, failed: ear.heard ? [...run.failed, at] : run.failed }
      })
    )
  }
  return runs.map(({ state, failed }) => ({ status: statusOf(machine, state), expected: isAsExpected(state), failed }))
}
