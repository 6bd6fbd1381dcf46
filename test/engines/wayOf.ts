import { statisticsOf } from '../../src/core/analysis/statistics'
import { toldFailure } from '../../src/core/program/tasks/awaitedWords'
import { followRun } from '../../src/core/simulator/following/follow'
import { innerTasks } from '../../src/core/simulator/following/innerTasks'
import { startRun } from '../../src/core/simulator/run'
import { replay } from '../../src/core/simulator/scheduler'
import { eventAt } from '../../src/core/trace/decode'
import type { Trace } from '../../src/core/trace/trace'
import { compiled } from '../core/simulator/compiled'

/** How far the model went along with a recorded run of the program, what it and the real run printed, and how their tasks took turns. */
export function wayOf(text: string, trace: Trace) {
  const program = compiled(text)
  const { departure, found, events, schedule, steps } = followRun(program, trace)
  const run = startRun(program, { tool: 'test', set: {} })
  const taken = replay(schedule)
  if (!taken.ok) throw new Error(taken.problem.what)
  run.play(taken.value, steps)
  const printed = statisticsOf(trace).output.filter(({ stream }) => stream === 'stdout')
  const output = { model: run.output().map((line) => line.text), real: printed.map((line) => line.text) }
  // before Python 3.12 `wait_for` takes turns of its own, and has the work done by a task of which the model knows nothing
  const { outer, late } = innerTasks(program, trace)
  const isAlike = outer.size === 0 && late.size === 0
  const turns = isAlike ? { model: turnsOf(run.trace()), real: turnsOf(trace) } : { model: [], real: [] }
  return { departure, missed: events - found, ...output, turns }
}

/** When each task goes on and for what it gives way: `Task 2 Queue.get`. Tasks are told apart by who came first, as from Python 3.13 on a task with a name has no number. */
function turnsOf(trace: Trace): string[] {
  const turns: string[] = []
  const numbers = new Map<number, string>()
  /** Tasks that are at their end and let their group hear of it: under Python these have ended. */
  const over = new Set<number>()
  for (let row = 0; row < trace.events.length; row++) {
    const event = eventAt(trace.events, row)
    if ((event.type !== 'resumed' && event.type !== 'suspended') || (trace.threads.get(event.thread)?.loop ?? null) === null) continue
    const name = numbers.get(event.thread) ?? `task ${numbers.size + 1}`
    numbers.set(event.thread, name)
    if (event.type === 'suspended' && event.on === toldFailure) over.add(event.thread)
    if (over.has(event.thread)) continue
    // under Python a group hears of an end one turn later, and who waits for it may look in vain
    const isOfGroup = event.type === 'suspended' && event.on.startsWith('TaskGroup of ')
    const looked = turns.at(-1) === `${name} goes on` && turns.findLast((turn, at) => at < turns.length - 1 && turn.startsWith(name))
    if (isOfGroup && looked !== false && looked?.startsWith(`${name} gives way: TaskGroup of `) === true) {
      turns.pop()
      continue
    }
    // from Python 3.12 on who gathers what has ended goes on at once
    if (event.type === 'resumed' && turns.at(-1)?.startsWith(`${name} gives way: gather of `) === true) turns.pop()
    else turns.push(`${name} ${event.type === 'suspended' ? `gives way: ${event.on.replaceAll(/Task-\d+/g, 'a task')}` : 'goes on'}`)
  }
  return turns
}

/** The way of a model that went along to the end and printed the same. */
export const theSame = ({ real, turns }: Pick<ReturnType<typeof wayOf>, 'real' | 'turns'>) => ({
  departure: null,
  missed: 0,
  model: real,
  real,
  turns: { model: turns.real, real: turns.real }
})
