import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { runWords } from '../../src/cli/explore/runWords'
import { traceFromText } from '../../src/core/trace/traceFromText'
import { emptyFolder, lab } from './lab'

beforeAll(async () => void (await lab(['--version'])))

const exploreJson = async (...words: string[]) => {
  const left = await lab(['explore', ...words, '--json'])
  return { ...left, report: left.json() as Record<string, unknown> }
}

test('a deadlock that some order has is found, with the ring and a schedule that leads to it', async () => {
  const { code, report } = await exploreJson('two_locks.py')
  expect(code).toBe(3)
  expect(report).toMatchObject({
    complete: true,
    deadlocks: [
      {
        threads: ['MainThread', 'transfer-1', 'transfer-2'],
        objects: ['transfer-1', 'lock_b', 'lock_a'],
        cycle: ['transfer-1', 'lock_b', 'transfer-2', 'lock_a'],
        steps: 2,
        schedule: '1 2'
      }
    ],
    failures: []
  })
  const deadlocks = report.deadlocks as { schedule: string }[]
  const replayed = await lab(['run', 'two_locks.py', '--schedule', deadlocks[0]?.schedule ?? '', '--json'])
  expect(replayed.code).toBe(3)
})

test('where the model cannot go along with a recorded run, nothing is said of the orders of what came behind', () => {
  const trace = traceFromText('A   lock(L)  unlock(L)')
  const followed = { schedule: '', steps: 0, events: 2, found: 0, departure: { row: 0, what: 'the model has no such thread' } }
  const report = { turns: [], stillOpen: 1, extent: { complete: true, reduced: false } } as const
  expect(runWords(trace, followed, report)).toContain('so far nothing is decided: all that can come out still can')
  const whole = { ...followed, found: 2, departure: null }
  expect(runWords({ ...trace, status: 'finished' }, whole, report)).toContain('no other order comes to anything else')
  // the time limit came first
  expect(runWords({ ...trace, status: 'timeout' }, whole, report)).toContain('the run was cut short; whatever the order, it can only end in one way')
  // a run that was stopped before anything was decided
  expect(runWords(trace, { ...followed, found: 2, departure: null }, { ...report, stillOpen: 2 })).toContain('so far nothing is decided')
})

test('a recorded run goes the same way in the model, and other orders of it are told', async () => {
  const folder = emptyFolder()
  const out = join(folder, 'run.arrows')
  const [lucky] = (await exploreJson('two_locks.py')).report.outcomes as { shortest: string }[]
  const schedule = lucky?.shortest ?? ''
  expect((await lab(['run', 'two_locks.py', '--schedule', schedule, '--out', out])).code).toBe(0)
  const { code, report } = await exploreJson(out)
  expect(code).toBe(3)
  expect(report.run).toMatchObject({ schedule, departure: null })
  expect((report.turns as object[])[0]).toMatchObject({ what: { to: 'deadlock' }, behind: 1, went: 'transfer-2', instead: 'transfer-1', schedule: '2 1' })
  expect((await lab(['run', out, '--schedule', '1 2'])).code).toBe(3)
  const refused = await lab(['explore', out, '--set', 'A=1'])
  expect([refused.code, refused.err]).toEqual([2, 'lab: a recorded run has its parameters already (try: leave --set out)\n'])
})

test('with counts every outcome has its exact number of schedules and its chance', async () => {
  const { code, report } = await exploreJson('counter.py', '--counts')
  expect(code).toBe(0)
  const outcomes = report.outcomes as { schedules: string; probability: number }[]
  expect(outcomes.length).toBeGreaterThan(1)
  expect(outcomes.reduce((sum, { schedules }) => sum + BigInt(schedules), 0n).toString()).toBe(report.schedules)
  expect(outcomes.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9)
})

test('without counts there are none', async () => {
  const { report } = await exploreJson('counter.py')
  expect((report.outcomes as { schedules: null; probability: null }[]).map(({ schedules, probability }) => [schedules, probability])).toContainEqual([
    null,
    null
  ])
})

test('an assertion that fails in some order is told by line, and the exit code says so', async () => {
  const { code, report } = await exploreJson('failing.py')
  expect(code).toBe(1)
  expect(report.failures).toMatchObject([{ kind: 'AssertionError', line: 5, message: 'arithmetic still holds' }])
})

test('a search that is cut short never says that all is well', async () => {
  const { code, report } = await exploreJson('locked.py', '--max-states', '10', '--no-reduction')
  expect(report).toMatchObject({ complete: false, extent: { because: 'states' } })
  expect(code).toBe(4)
  const { out } = await lab(['explore', 'locked.py', '--max-states', '10', '--no-reduction'])
  expect(out).toMatch(/^not complete/)
  expect(out).toContain('nothing bad found so far')
})

test('a goal has its nearest schedule, or the word that no order comes there', async () => {
  const { report } = await exploreJson('counter.py', '--goal', 'counter == 1')
  expect(report.goal).toMatchObject({ steps: 2, schedule: '1 1' })
  expect((await exploreJson('locked.py', '--goal', 'counter == -1')).report.goal).toBeNull()
})

test('a model is searched as a program is, and compared by the figures of model checkers', async () => {
  const folder = emptyFolder()
  const model = 'shared x = 0\noutcome x\nthread A\n  load r x\n  store x r + 1\nthread B\n  load r x\n  store x r + 1\n'
  writeFileSync(join(folder, 'counter.prog'), model)
  const { code, out } = await lab(['explore', 'counter.prog', '--counts', '--json'], folder)
  expect(JSON.parse(out)).toMatchObject({
    complete: true,
    bfsDepth: 4,
    deadlockStates: 0,
    shortestDeadlock: null,
    interleavings: '6',
    interleavingsByOutcome: { '1': '4', '2': '2' },
    mazurkiewiczTraces: '4',
    randomWalk: { '1': 0.5, '2': 0.5 },
    racyVariables: ['x'],
    minPreemptions: { deadlock: null, assert: null }
  })
  expect(code).toBe(0)
})

test.each([
  [['counter.py', '--goal', 'countre == 1'], 'countre'],
  [['counter.py', '--max-states', 'many'], '--max-states'],
  [['counter.py', '--granularity', 'fine'], '--granularity'],
  [['missing.py'], 'no such file']
])('%j is wrong use', async (words, told) => {
  const { code, out, err } = await lab(['explore', ...words])
  expect(code).toBe(2)
  expect(out).toBe('')
  expect(err).toContain(told)
})
