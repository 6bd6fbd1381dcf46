import { assert, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { choicesOf } from '../../../src/core/simulator/choices'
import { createMachine, initialState } from '../../../src/core/simulator/machine'
import type { Machine } from '../../../src/core/simulator/assemble'
import { startRun } from '../../../src/core/simulator/run'
import { mulberry32, random, replay } from '../../../src/core/simulator/scheduler'
import { choicesIn, enabledThreads, step } from '../../../src/core/simulator/step'
import { stuckThreads } from '../../../src/core/simulator/stuck'
import { checkOrder } from '../../../src/core/trace/order'
import { compiled } from './compiled'
import { told } from './ran'
import { threadedProgram } from './threadedProgram'

const program = threadedProgram(3)

/** Who goes on somewhere among at most `limit` states that can be reached: asked of every state's words, with nothing clever. Null when there are more. */
function moversFrom(machine: Machine, start: Int32Array, limit: number): Set<number> | null {
  // who is woken and then waits for the condition's lock has not moved yet
  const place = (object: string | undefined): string | undefined => object?.replace('lock of k', 'k')
  const look = (state: Int32Array): string[] =>
    choicesOf(machine, state).map(({ status, line, waitsFor }) => JSON.stringify([status, line, place(waitsFor?.object)]))
  const first = look(start)
  const movers = new Set<number>()
  const seen = new Set<string>()
  const waiting = [start]
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    const key = state.join(' ')
    if (seen.has(key)) continue
    seen.add(key)
    if (seen.size > limit) return null
    for (const [thread, now] of look(state).entries()) if (now !== first[thread]) movers.add(thread)
    for (const thread of enabledThreads(machine, state)) {
      movers.add(thread)
      for (let choice = 0; choice < choicesIn(machine, state, thread); choice++) {
        const next = state.slice()
        step(machine, next, thread, choice, null)
        waiting.push(next)
      }
    }
  }
  return movers
}

test('a random program runs, replays to the same events, and comes back step by step', () => {
  assert(
    property(program, integer(), (source, seed) => {
      const made = compiled(source)
      const run = startRun(made, { tool: 'test' })
      run.play(random(seed), 60)
      const scheduler = replay(run.schedule())
      if (!scheduler.ok) throw new Error(scheduler.problem.what)
      const again = startRun(made, { tool: 'test' })
      expect(again.play(scheduler.value, run.steps).ok).toBe(true)
      expect(told(again.trace())).toEqual(told(run.trace()))
      expect(checkOrder(run.trace())).toEqual({ ok: true, value: null })
      const states: Int32Array[] = [run.state()]
      while (run.back()) states.push(run.state())
      for (let state = states.pop(); state !== undefined; state = states.pop()) {
        expect(run.state()).toEqual(state)
        run.redo()
      }
    }),
    { numRuns: 40, seed: 3 }
  )
})

test('who is called stuck moves in no state that can be reached, and who is not does in some', () => {
  let compared = 0
  assert(
    property(program, integer(), (source, seed) => {
      const machine = createMachine(compiled(source))
      const state = initialState(machine)
      const draw = mulberry32(seed)
      for (let steps = Math.floor(draw() * 12); steps > 0; steps--) {
        const enabled = enabledThreads(machine, state)
        if (enabled.length > 0) step(machine, state, enabled[Math.floor(draw() * enabled.length)] ?? 0, 0, null)
      }
      const movers = moversFrom(machine, state, 1_500)
      const { stuck, complete } = stuckThreads(machine, state)
      if (movers === null) return
      compared++
      const waiting = choicesOf(machine, state).filter(({ status, thread }) => status === 'blocked' && !movers.has(thread))
      const expected = waiting.map(({ thread }) => thread)
      expect(complete).toBe(true)
      // a daemon that is stuck alone is nobody's deadlock: only thread 1 can be one here
      expect([stuck.length === 0 && expected.every((thread) => thread === 1) ? [] : expected]).toEqual([stuck])
    }),
    { numRuns: 80, seed: 4 }
  )
  expect(compared).toBeGreaterThan(50)
})
