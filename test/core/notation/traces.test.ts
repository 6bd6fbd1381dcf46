import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createMachine, initialState } from '../../../src/core/simulator/machine'
import { sourceLine } from '../../../src/core/simulator/telling/sourceLine'
import { statusOf } from '../../../src/core/simulator/status'
import { restsAt, step } from '../../../src/core/simulator/step'
import { compiledNotation, knownPrograms } from './facts'
import { checkListener, outcomeIn } from './plainFacts'

/** A run that another checker has recorded; `T/k` in a schedule takes the k-th of those who wait. */
interface RecordedRun {
  readonly schedule: readonly string[]
  readonly end: 'finished' | 'deadlock' | 'cut'
  readonly outcome: readonly number[] | null
  readonly events: readonly string[]
  readonly assert_failures: readonly number[]
}

const recorded = JSON.parse(readFileSync(join(import.meta.dirname, '../../facts/engine/traces.json'), 'utf8')) as Readonly<
  Record<string, readonly RecordedRun[]>
>

function replayed(program: string, { schedule }: RecordedRun): Omit<RecordedRun, 'schedule'> {
  const machine = createMachine(compiledNotation(program))
  const state = initialState(machine)
  const events: string[] = []
  const failures: number[] = []
  for (const [at, entry] of schedule.entries()) {
    const [name = '', choice = '0'] = entry.split('/')
    const thread = machine.program.functions.findIndex((code) => code.name === name)
    const ear = checkListener()
    events.push(`${name}: ${sourceLine(machine.program, machine.program.code[restsAt(machine, state, thread)]?.span.line ?? 0)}`)
    step(machine, state, thread, Number(choice), ear.witness)
    if (ear.heard) failures.push(at)
  }
  const status = statusOf(machine, state)
  const end = status === 'finished' || status === 'deadlock' ? status : 'cut'
  return { events, assert_failures: failures, end, outcome: end === 'finished' ? outcomeIn(machine)(state) : null }
}

test.each(knownPrograms.map(({ id, program }) => [id, program] as const))('%s: recorded runs go the same way, line by line, to the same end', (id, program) => {
  const runs = recorded[id] ?? []
  expect(runs.length).toBeGreaterThan(1)
  for (const run of runs) {
    const { events, assert_failures, end, outcome } = run
    const expected = { events: events.map((event) => event.replace(/ \[\w+\]$/, '')), assert_failures, end, outcome: end === 'finished' ? outcome : null }
    expect(replayed(program, run)).toEqual(expected)
  }
})
