import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { deadlocksAt } from '../../../src/core/analysis/deadlocks'
import { stateAt } from '../../../src/core/analysis/stateAt'
import { type Run, startRun } from '../../../src/core/simulator/run'
import { random } from '../../../src/core/simulator/scheduler'
import type { ThreadId } from '../../../src/core/trace/ids'
import { validate } from '../../../src/core/trace/validate'
import { compiled } from './compiled'

const folder = join(import.meta.dirname, '../../../resources/scenarios')
const scenarios = readdirSync(folder)
  .filter((file) => file.endsWith('.py'))
  .map((file) => [file, compiled(readFileSync(join(folder, file), 'utf8'))] as const)

const goesOn = new Set(['ready', 'running', 'sleeping'])

/** The threads that can go on: by the model, and by what the trace tells so far. */
function goingOn(run: Run): { readonly model: ThreadId[]; readonly trace: ThreadId[] } {
  const trace = run.trace()
  const live = run.choices().filter(({ status }) => status === 'enabled' || status === 'blocked')
  const states = new Map(stateAt(trace, trace.end).threads.map(({ id, state }) => [id, state]))
  // who comes back to a barrier while the last round leaves it waits for that, and no event says so; who waits with a time limit waits in the trace, and can give up in the model
  const told = live.filter(({ waitsFor, words }) => (waitsFor === null ? words !== 'times out' : !words.endsWith('lets it in')))
  return {
    model: told.filter(({ status }) => status === 'enabled').map(({ thread }) => thread),
    trace: told.map(({ thread }) => thread).filter((thread) => goesOn.has(states.get(thread) ?? 'notStarted'))
  }
}

test.each(scenarios)('%s: the trace says at every step who can go on, as the model does, and in the end who is stuck', (_, program) => {
  for (const seed of [1, 2, 3]) {
    const run = startRun(program, { tool: 'test' })
    const dice = random(seed)
    for (let steps = 0; steps < 300; steps++) {
      const { model, trace } = goingOn(run)
      expect(trace).toEqual(model)
      const played = run.play(dice, 1)
      if (!played.ok || played.value === 0) break
    }
    const trace = run.trace()
    expect(validate(trace)).toEqual({ ok: true, value: null })
    const isStuck = deadlocksAt(trace, trace.end).some(({ verdict }) => verdict === 'deadlock')
    expect(isStuck).toBe(trace.status === 'deadlock')
  }
})
