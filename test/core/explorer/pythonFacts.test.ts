import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { compiled } from '../simulator/compiled'
import { searched } from './searched'

const folder = join(import.meta.dirname, '../../facts/python')

// what a brute-force enumerator of its own, and Python's own rules, say of each program
const facts = z
  .array(
    z.looseObject({
      program: z.string(),
      set: z.record(z.string(), z.number()).default({}),
      granularity: z.enum(['shared', 'bytecode']).default('shared'),
      outcomes: z.record(z.string(), z.string()).optional(),
      outcome_set: z.array(z.string()).optional(),
      probability: z.record(z.string(), z.number()).optional(),
      deadlock: z.boolean(),
      deadlock_schedules: z.string().optional(),
      deadlock_steps: z.number().optional()
    })
  )
  .parse(JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')))

test.each(facts.map((fact) => [`${fact.program} ${JSON.stringify(fact.set)} ${fact.granularity}`, fact] as const))('%s', (_, fact) => {
  const source = readFileSync(join(folder, fact.program), 'utf8')
  const set = Object.fromEntries(Object.entries(fact.set).map(([name, value]) => [name, String(value)]))
  const { extent, outcomes, deadlocks, schedules } = searched(compiled(source, { set, granularity: fact.granularity }), { counts: true })
  expect(extent).toEqual({ complete: true, reduced: false })
  const counted = Object.fromEntries(outcomes.map(({ output, schedules: number }) => [output.join('\n'), number]))
  expect(fact.outcomes === undefined ? Object.keys(counted).toSorted() : counted).toEqual(fact.outcomes ?? fact.outcome_set)
  const chances = Object.fromEntries(outcomes.map(({ output, probability }) => [output.join('\n'), Number(probability?.toFixed(12))]))
  const expected = Object.entries(fact.probability ?? chances).map(([output, chance]) => [output, Number(chance.toFixed(12))])
  expect(chances).toEqual(Object.fromEntries(expected))
  expect(deadlocks.length > 0).toBe(fact.deadlock)
  const finished = outcomes.reduce((sum, outcome) => sum + BigInt(outcome.schedules ?? 0), 0n)
  const dead = { steps: deadlocks[0]?.steps, schedules: (BigInt(schedules ?? 0) - finished).toString() }
  expect({ steps: fact.deadlock_steps ?? dead.steps, schedules: fact.deadlock_schedules ?? dead.schedules }).toEqual(dead)
})
