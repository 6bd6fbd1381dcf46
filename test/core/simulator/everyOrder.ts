import type { Machine } from '../../../src/core/simulator/assemble'
import { header } from '../../../src/core/simulator/state/layout'
import { LayoutFull } from '../../../src/core/simulator/state/layoutFull'
import { createMachine, initialState } from '../../../src/core/simulator/machine'
import type { Program } from '../../../src/core/program/program'
import { failuresOf, statusOf } from '../../../src/core/simulator/status'
import { choicesIn, enabledThreads, step } from '../../../src/core/simulator/step'
import { variablesOf } from '../../../src/core/simulator/telling/variables'

/** One way a run can end: its outcome, in how many schedules, how probable when each step is drawn uniformly, and in how many steps at least. */
export interface Ending {
  readonly outcome: string
  /** What was printed on standard output. */
  readonly lines: readonly string[]
  readonly schedules: bigint
  readonly probability: number
  readonly steps: number
}

/** What every order of a program comes to. */
export interface EveryOrder {
  readonly states: number
  readonly endings: ReadonlyMap<string, Ending>
}

/** Takes every order of steps, and every way they can go, depth first, remembering states by their words. For small programs without endless loops. */
export function everyOrder(program: Program, spurious = 0): EveryOrder {
  for (let machine = createMachine(program, undefined, spurious); ; ) {
    try {
      return everyOrderOn(machine)
    } catch (full) {
      if (!(full instanceof LayoutFull)) throw full
      machine = createMachine(program, full.larger, spurious)
    }
  }
}

function everyOrderOn(machine: Machine): EveryOrder {
  const known = new Map<string, ReadonlyMap<string, Ending>>()

  function from(state: Int32Array): ReadonlyMap<string, Ending> {
    const key = state.join(' ')
    const before = known.get(key)
    if (before !== undefined) return before
    const enabled = enabledThreads(machine, state)
    const endings = new Map<string, Ending>()
    if (enabled.length === 0) {
      const outcome = outcomeOf(machine, state)
      endings.set(outcome, { outcome, lines: linesOf(machine, state), schedules: 1n, probability: 1, steps: 0 })
    }
    for (const { thread, choice, probability } of enabled.flatMap((one) => waysOf(machine, state, one, enabled.length))) {
      const next = state.slice()
      step(machine, next, thread, choice, null)
      for (const ending of from(next).values()) {
        const sum = endings.get(ending.outcome)
        endings.set(ending.outcome, {
          ...ending,
          schedules: (sum?.schedules ?? 0n) + ending.schedules,
          probability: (sum?.probability ?? 0) + ending.probability * probability,
          steps: Math.min(sum?.steps ?? Number.POSITIVE_INFINITY, ending.steps + 1)
        })
      }
    }
    known.set(key, endings)
    return endings
  }

  const endings = from(initialState(machine))
  return { states: known.size, endings }
}

interface Way {
  readonly thread: number
  readonly choice: number
  readonly probability: number
}

// first a thread is drawn, then one of its ways
function waysOf(machine: Machine, state: Int32Array, thread: number, threads: number): Way[] {
  const ways = choicesIn(machine, state, thread)
  return Array.from({ length: ways }, (_, choice) => ({ thread, choice, probability: 1 / (threads * ways) }))
}

const linesOf = (machine: Machine, state: Int32Array): string[] =>
  machine.pools
    .lines(state[header.output] ?? 0)
    .filter(({ stream }) => stream === 'stdout')
    .map(({ text }) => text)

function outcomeOf(machine: Machine, state: Int32Array): string {
  const status = statusOf(machine, state)
  const printed = linesOf(machine, state)
  const failures = failuresOf(machine, state).map(({ kind, message, line }) => `${kind}: ${message} (line ${line})`)
  const variables = printed.length === 0 ? [JSON.stringify(variablesOf(machine, state))] : []
  return status === 'deadlock' ? 'deadlock' : [...printed, ...failures, ...variables].join(' | ')
}
