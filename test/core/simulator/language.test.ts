import { assert, integer, property, sample } from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from '../../../src/core/program/compile'
import { startRun } from '../../../src/core/simulator/run'
import { random, replay } from '../../../src/core/simulator/scheduler'
import { validate } from '../../../src/core/trace/validate'
import { lonelyProgram, meetingProgram } from './arbitraryProgram'
import { outcomeOf, ran, told } from './ran'
import { certainRuns, python } from './realPython'

const isTaken = (source: string): boolean => compile(source, { file: 'p.py' }).ok

test.skipIf(python === null)('programs of one thread come out as under a real Python', () => {
  const programs = sample(lonelyProgram, { numRuns: 300, seed: 7 }).filter(isTaken)
  expect(programs.length).toBeGreaterThan(200)
  const real = certainRuns(programs)
  let compared = 0
  for (const [at, source] of programs.entries()) {
    const outcome = outcomeOf(ran(source))
    // beyond 32 bits the two part ways, and the lab says so
    if (outcome.complaint.includes('that the lab computes with')) continue
    compared++
    expect({ source, ...outcome }).toEqual({ source, ...real[at] })
  }
  expect(compared).toBeGreaterThan(150)
})

test('threads that meet in any way run, tell a true story, and run the same again', () => {
  let taken = 0
  assert(
    property(meetingProgram, integer(), (source, seed) => {
      const compiled = compile(source, { file: 'p.py' })
      if (!compiled.ok) return
      taken++
      const run = startRun(compiled.program, { tool: 'test' })
      run.play(random(seed), 80)
      expect(validate(run.trace())).toMatchObject({ ok: true })
      const scheduler = replay(run.schedule())
      if (!scheduler.ok) throw new Error(scheduler.problem.what)
      const again = startRun(compiled.program, { tool: 'test' })
      expect(again.play(scheduler.value, run.steps)).toMatchObject({ ok: true })
      expect(told(again.trace())).toEqual(told(run.trace()))
    }),
    { numRuns: 60, seed: 8 }
  )
  expect(taken).toBeGreaterThan(40)
})
