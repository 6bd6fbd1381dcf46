import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Turn } from '../../../src/core/explorer/report'
import { replay } from '../../../src/core/simulator/scheduler'
import { startRun } from '../../../src/core/simulator/run'
import { compiled } from '../simulator/compiled'
import { explored } from './explored'

const scenario = (file: string): string => readFileSync(new URL(`../../../resources/scenarios/${file}`, import.meta.url), 'utf8')
const turnsOf = (source: string, run: string): readonly Turn[] => explored(source, { run }).report.turns ?? []

function endOf(source: string, schedule: string) {
  const run = startRun(compiled(source), { tool: 'test', set: {} })
  const steps = replay(schedule)
  if (!steps.ok) throw new Error(steps.problem.what)
  run.play(steps.value, schedule.split(' ').length)
  return { status: run.status(), output: run.output().map(({ text }) => text) }
}

test('a run that got away from a deadlock: the last moment at which another order would still have met it', () => {
  const source = scenario('two_locks.py')
  // transfer-1 gets both locks before transfer-2 gets its first
  const lucky = explored(source).report.outcomes[0]?.fewestPreemptions ?? ''
  const [turn, ...others] = turnsOf(source, lucky)
  expect(turn).toMatchObject({
    what: { to: 'deadlock', cycle: ['transfer-1', 'lock_b', 'transfer-2', 'lock_a'] },
    behind: 1,
    went: 'transfer-1',
    instead: 'transfer-2'
  })
  expect(endOf(source, turn?.schedule ?? '').status).toBe('deadlock')
  expect(turn?.schedule.startsWith(lucky.split(' ').slice(0, turn.behind).join(' '))).toBe(true)
  expect(others).toEqual([])
})

test('a run that was cut short has no turns yet, and can still end in as many ways as there are', () => {
  const stillOpen = (run: string): number | null => explored(scenario('two_locks.py'), { run }).report.stillOpen
  expect(turnsOf(scenario('two_locks.py'), '1')).toEqual([])
  // well, or in the deadlock
  expect(stillOpen('1')).toBe(2)
  expect(stillOpen('1 2')).toBe(1)
  expect(stillOpen('1 1')).toBe(1)
})

test('a run that ended in the deadlock is told how it could have ended well', () => {
  const source = scenario('two_locks.py')
  const turns = turnsOf(source, '1 2')
  expect(turns.map(({ what }) => what.to)).toEqual(['outcome'])
  expect(turns[0]?.behind).toBe(1)
  expect(endOf(source, turns[0]?.schedule ?? '').status).toBe('finished')
})

test('every other result of the lost update is reached from the latest step that still can', () => {
  const source = scenario('counter.py')
  const { report } = explored(source)
  const best = report.outcomes.find(({ variables }) => variables['counter'] === '6')
  const turns = turnsOf(source, best?.fewestPreemptions ?? '')
  const others = report.outcomes.filter((outcome) => outcome !== best)
  expect(new Set(turns.map(({ what }) => (what.to === 'outcome' ? what.output.join() : what.to)))).toEqual(new Set(others.map(({ output }) => output.join())))
  for (const { what, schedule, behind } of turns) {
    expect(what.to === 'outcome' ? what.output : null).toEqual(endOf(source, schedule).output)
    // one step later nothing leads there any more: all that the run can still come to from behind it is known without it
    const later = (best?.fewestPreemptions ?? '')
      .split(' ')
      .slice(0, behind + 1)
      .join(' ')
    const run = explored(source, { run: later }).report.turns ?? []
    expect(run.filter(({ behind: latest }) => latest > behind).map((turn) => turn.what)).not.toContainEqual(what)
  }
})

test('no turns are told of orders that were not all searched', () => {
  expect(explored(scenario('counter.py'), { run: '1', maxStates: 20 }).report.turns).toBe(null)
  expect(explored(scenario('counter.py')).report.turns).toBe(null)
})
