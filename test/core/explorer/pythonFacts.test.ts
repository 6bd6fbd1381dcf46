import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { createExploration, usualOptions } from '../../../src/core/explorer/exploration'
import { compiled } from '../simulator/compiled'

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
  const exploration = createExploration(compiled(source, { set, granularity: fact.granularity }), { ...usualOptions, counts: true }, () => 0)
  while (!exploration.work(1000));
  const { extent, outcomes, deadlocks, schedules } = exploration.report()
  expect(extent).toEqual({ complete: true, reduced: false })
  const counted = Object.fromEntries(outcomes.map(({ output, schedules: number }) => [output.join('\n'), number]))
  expect(fact.outcomes === undefined ? Object.keys(counted).toSorted() : counted).toEqual(fact.outcomes ?? fact.outcome_set)
  for (const [output, chance] of Object.entries(fact.probability ?? {}))
    expect(outcomes.find((outcome) => outcome.output.join('\n') === output)?.probability).toBeCloseTo(chance, 12)
  expect(deadlocks.length > 0).toBe(fact.deadlock)
  if (fact.deadlock_steps !== undefined) expect(deadlocks[0]?.steps).toBe(fact.deadlock_steps)
  if (fact.deadlock_schedules !== undefined) {
    const finished = outcomes.reduce((sum, outcome) => sum + BigInt(outcome.schedules ?? 0), 0n)
    expect(BigInt(schedules ?? 0) - finished).toBe(BigInt(fact.deadlock_schedules))
  }
})
