import type { Program } from '../../../src/core/program/program'
import type { Machine } from '../../../src/core/simulator/assemble'
import { claimValue } from '../../../src/core/simulator/operations/claims'
import { createMachine, initialState } from '../../../src/core/simulator/machine'
import { stateSet } from '../../../src/core/simulator/state/stateSet'
import { statusOf } from '../../../src/core/simulator/status'
import { choicesIn, step } from '../../../src/core/simulator/step'
import type { Witness } from '../../../src/core/simulator/telling/witness'
import type { Facts } from './facts'

/** What the plainest breadth-first search over the simulator finds out about a program of the notation, in the words of the facts. */
export function plainFacts(program: Program): Facts {
  const machine = createMachine(program)
  const states = stateSet(machine.layout.size)
  const from = new Int32Array(machine.layout.size)
  const to = new Int32Array(machine.layout.size)
  const depth = [0]
  const outcomeOf = outcomeIn(machine)
  const isAsExpected = expectationIn(machine)
  const found = { transitions: 0, terminal: 0, deadlocks: 0, failed: 0 }
  const shortest: { deadlock: number | null; check: number | null; expectation: number | null } = { deadlock: null, check: null, expectation: null }
  const outcomes = new Map<string, readonly number[]>()
  const ear = checkListener()
  states.add(initialState(machine))
  for (let state = 0; state < states.count; state++) {
    states.read(state, from)
    const here = depth[state] ?? 0
    const before = found.transitions
    for (let thread = 0; thread < machine.layout.capacities.threads; thread++) {
      for (let choice = 0; choice < choicesIn(machine, from, thread); choice++) {
        to.set(from)
        ear.heard = false
        step(machine, to, thread, choice, ear.witness)
        found.transitions++
        if (ear.heard) {
          found.failed++
          shortest.check ??= here + 1
        }
        if (states.add(to) >= 0) depth.push(here + 1)
      }
    }
    if (found.transitions > before) continue
    if (statusOf(machine, from) === 'deadlock') {
      found.deadlocks++
      shortest.deadlock ??= here
      continue
    }
    found.terminal++
    const outcome = outcomeOf(from)
    outcomes.set(outcome.join(), outcome)
    if (!isAsExpected(from)) shortest.expectation ??= here
  }
  return {
    states: states.count,
    transitions: found.transitions,
    bfs_depth: depth.at(-1) ?? 0,
    terminal_ok_states: found.terminal,
    deadlock_states: found.deadlocks,
    outcomes: [...outcomes.values()].toSorted(byNumbers),
    shortest_deadlock: shortest.deadlock,
    shortest_assert: shortest.check,
    assert_violating_transitions: found.failed,
    shortest_expect_violation: shortest.expectation
  }
}

/** Outcomes in the order of their numbers. */
export function byNumbers(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, index) => value !== other[index])
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0)
}

/** What finished states of a program come to. */
export function outcomeIn(machine: Machine): (state: Int32Array) => number[] {
  const values = (machine.program.claims?.outcome ?? []).map((claim) => claimValue(machine, claim))
  return (state) => values.map((value) => value(state))
}

/** Whether what the program expects holds in a finished state. */
export function expectationIn(machine: Machine): (state: Int32Array) => boolean {
  const expect = machine.program.claims?.expect ?? null
  const value = expect === null ? () => 1 : claimValue(machine, expect)
  return (state) => value(state) !== 0
}

/** A witness that listens for failed checks only. */
export function checkListener(): { heard: boolean; readonly witness: Witness } {
  const ear = { heard: false, witness: {} as Witness }
  ear.witness = new Proxy(ear.witness, {
    get: (_, name) =>
      name === 'checkFailed'
        ? () => {
            ear.heard = true
          }
        : () => {}
  })
  return ear
}
