import { statisticsOf } from '../../src/core/analysis/statistics'
import { followRun } from '../../src/core/simulator/follow'
import { startRun } from '../../src/core/simulator/run'
import { replay } from '../../src/core/simulator/scheduler'
import type { Trace } from '../../src/core/trace/trace'
import { compiled } from '../core/simulator/compiled'

/** How far the model went along with a recorded run of the program, and what it and the real run printed. */
export function wayOf(text: string, trace: Trace) {
  const program = compiled(text)
  const { departure, found, events, schedule, steps } = followRun(program, trace)
  const run = startRun(program, { tool: 'test', set: {} })
  const taken = replay(schedule)
  if (!taken.ok) throw new Error(taken.problem.what)
  run.play(taken.value, steps)
  const printed = statisticsOf(trace).output.filter(({ stream }) => stream === 'stdout')
  return { departure, missed: events - found, model: run.output().map((line) => line.text), real: printed.map((line) => line.text) }
}

/** The way of a model that went along to the end and printed the same. */
export const theSame = ({ real }: { readonly real: readonly string[] }) => ({ departure: null, missed: 0, model: real, real })
