import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Granularity } from '../../../src/core/program/assemble'
import { compiled } from './compiled'
import { everyOrder } from './everyOrder'

/** Exact results of small programs, computed elsewhere; counts are decimal text. */
interface Fact {
  readonly program: string
  readonly set?: Readonly<Record<string, number>>
  readonly granularity?: Granularity
  readonly outcomes?: Readonly<Record<string, string>>
  readonly outcome_set?: readonly string[]
  readonly probability?: Readonly<Record<string, number>>
  readonly deadlock: boolean
  readonly deadlock_schedules?: string
  readonly deadlock_steps?: number
  readonly states?: Readonly<Record<string, number>>
}

const folder = join(import.meta.dirname, '../../facts/python')
const facts: Fact[] = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'))
const sourceOf = (program: string): string => readFileSync(join(folder, program), 'utf8')
const optionsOf = ({ set = {}, granularity }: Fact): Parameters<typeof compiled>[1] => ({
  set: Object.fromEntries(Object.entries(set).map(([name, value]) => [name, String(value)])),
  granularity: granularity ?? 'shared'
})

const known = facts.map((fact) => [titleOf(fact), fact] as const)

function titleOf({ program, set = {}, granularity = 'shared' }: Fact): string {
  const values = Object.entries(set).map(([name, value]) => `${name} = ${value}`)
  return [program, ...values, granularity].join(', ')
}

test.each(known)('%s: every order comes to what is known exactly', (_, fact) => {
  const { endings } = everyOrder(compiled(sourceOf(fact.program), optionsOf(fact)))
  const deadlock = endings.get('deadlock')
  const finished = [...endings.values()].filter(({ outcome }) => outcome !== 'deadlock')
  expect(deadlock !== undefined).toBe(fact.deadlock)
  const found = {
    outcomes: Object.fromEntries(finished.map(({ outcome, schedules }) => [outcome, String(schedules)])),
    outcome_set: finished.map(({ outcome }) => outcome),
    deadlock_schedules: deadlock && String(deadlock.schedules),
    deadlock_steps: deadlock?.steps
  }
  const { outcomes, outcome_set, deadlock_schedules, deadlock_steps } = { ...found, ...fact }
  expect(found).toEqual({ outcomes, outcome_set, deadlock_schedules, deadlock_steps })
  for (const [outcome, probability] of Object.entries(fact.probability ?? {})) expect(endings.get(outcome)?.probability).toBeCloseTo(probability, 12)
})

const counted = known.filter(([, { states }]) => states !== undefined)

test.each(counted)('%s, main only starting: as many states as are known', (_, fact) => {
  // the counts leave out main's tail: nothing is joined or printed
  const starting = sourceOf(fact.program)
    .replace(/for t in threads:\n {4}t\.join\(\)\n/, '')
    .replaceAll(/^(t\d\.join\(\)|print\(.*\))\n/gm, '')
  const { states } = everyOrder(compiled(starting, optionsOf(fact)))
  expect(states).toBe(fact.states?.['dropping dead ones'] ?? fact.states?.['without main'])
})
