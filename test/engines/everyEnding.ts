import { deadlockedThreads } from '../../src/cli/run/deadlockedThreads'
import { type RunReport, runReport } from '../../src/cli/run/runReport'
import type { Program } from '../../src/core/program/program'
import type { Machine } from '../../src/core/simulator/assemble'
import { LayoutFull } from '../../src/core/simulator/state/layoutFull'
import { createMachine, initialState } from '../../src/core/simulator/machine'
import { startRun } from '../../src/core/simulator/run'
import { replay } from '../../src/core/simulator/scheduler'
import { type Pick as Step, scheduleText } from '../../src/core/simulator/schedule'
import { choicesIn, enabledThreads, step } from '../../src/core/simulator/step'

/** What a run comes to, whoever ran it: everything in the report that does not depend on the engine's clock. */
export type Ending = Pick<RunReport, 'status' | 'output' | 'variables' | 'threads' | 'deadlocks' | 'failures'>

/** The part of a report that all engines must agree on; failures in the order of their threads, for who fails first is chance. */
export function endingOf({ status, output, variables, threads, deadlocks, failures }: RunReport): Ending {
  return { status, output, variables, threads, deadlocks, failures: failures.toSorted((a, b) => (a.thread < b.thread ? -1 : a.thread > b.thread ? 1 : 0)) }
}

/** Every way the program can end, by taking every order of its steps. Throws when there are more than `most` situations. */
export function everyEnding(program: Program, most = 50_000): Ending[] {
  for (let machine = createMachine(program); ; ) {
    try {
      return endingsOf(program, machine, most)
    } catch (full) {
      if (!(full instanceof LayoutFull)) throw full
      machine = createMachine(program, full.larger)
    }
  }
}

function endingsOf(program: Program, machine: Machine, most: number): Ending[] {
  const seen = new Set<string>()
  const endings = new Map<string, Ending>()
  const waiting: { state: Int32Array; schedule: readonly Step[] }[] = [{ state: initialState(machine), schedule: [] }]
  for (let here = waiting.pop(); here !== undefined; here = waiting.pop()) {
    const key = here.state.join(' ')
    if (seen.has(key)) continue
    seen.add(key)
    if (seen.size > most) throw new Error(`more than ${most} situations`)
    const enabled = enabledThreads(machine, here.state)
    if (enabled.length === 0) {
      const ending = endingBy(program, here.schedule)
      endings.set(JSON.stringify(ending), ending)
    }
    for (const thread of enabled) {
      for (let choice = 0; choice < choicesIn(machine, here.state, thread); choice++) {
        const state = here.state.slice()
        step(machine, state, thread, choice, null)
        waiting.push({ state, schedule: [...here.schedule, { thread, choice }] })
      }
    }
  }
  return [...endings.values()]
}

/** What the command line would tell of the run by this schedule. */
function endingBy(program: Program, schedule: readonly Step[]): Ending {
  const run = startRun(program, { tool: 'test' })
  const scheduler = replay(scheduleText(schedule))
  const played = scheduler.ok ? run.play(scheduler.value, schedule.length + 1) : scheduler
  if (!played.ok) throw new Error(played.problem.what)
  const trace = run.trace()
  const { report } = runReport({
    trace,
    status: trace.status ?? 'stopped',
    schedule: null,
    steps: run.steps,
    stuck: deadlockedThreads(run),
    elapsedMs: 0,
    cost: null
  })
  return endingOf(report)
}
