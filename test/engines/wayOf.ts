import { statisticsOf } from '../../src/core/analysis/statistics'
import { followRun } from '../../src/core/simulator/following/follow'
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
  return { departure, missed: events - found, ...output, turns: { model: turnsOf(run.trace(), trace), real: turnsOf(trace, run.trace()) } }
}

/** When each task goes on and for what it gives way, of the tasks that both traces know by name: `Task-2 Queue.get`. */
function turnsOf(trace: Trace, other: Trace): string[] {
  // a real Python adds what the task runs: `Task-2 (add)`
  const plain = (name: string): string => name.replace(/ \(.*/, '')
  const known = new Set([...other.threads.values()].filter(({ loop }) => loop !== null).map(({ name }) => plain(name)))
  return Array.from({ length: trace.events.length }, (_, row) => eventAt(trace.events, row)).flatMap((event) => {
    const task = event.type === 'resumed' || event.type === 'suspended' ? trace.threads.get(event.thread) : undefined
    if (task === undefined || task.loop === null || !known.has(plain(task.name))) return []
    return [`${plain(task.name)} ${event.type === 'suspended' ? `gives way: ${event.on}` : 'goes on'}`]
  })
}

/** The way of a model that went along to the end and printed the same. */
export const theSame = ({ real, turns }: Pick<ReturnType<typeof wayOf>, 'real' | 'turns'>) => ({
  departure: null,
  missed: 0,
  model: real,
  real,
  turns: { model: turns.real, real: turns.real }
})
