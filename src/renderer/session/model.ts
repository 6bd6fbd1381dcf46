import type { Program } from '../../core/program/program'
import type { ThreadChoice } from '../../core/simulator/choice'
import { type Run, startRun } from '../../core/simulator/run'
import type { RunOptions } from '../../core/simulator/simulatorHeader'
import { random, replay, roundRobin } from '../../core/simulator/scheduler'
import { type Result, success } from '../../core/trace/problem'
import type { Trace } from '../../core/trace/trace'

/** Who chooses while it plays: threads in turn, or at random with a seed. */
export type SchedulerName = 'round-robin' | 'random'

/** A program that is stepped by hand: the steps taken, the trace they make, and what can be done at each position. */
export interface Model {
  readonly program: Program
  /** The schedule so far: thread numbers, with `/k` behind for the k-th choice. */
  readonly steps: readonly string[]
  readonly trace: Trace
  readonly status: ReturnType<Run['status']>
  /** What every thread can do after the first `position` steps. */
  choicesAt(position: number): readonly ThreadChoice[]
  /** The run behind it; a model made from it later is the one that counts. */
  readonly run: Run
  readonly options: ModelOptions
}

/** What a model's trace says of itself beside its program. */
export type ModelOptions = Pick<RunOptions, 'tool'> & { readonly set: NonNullable<RunOptions['set']> }

/** A model before its first step. */
export const freshModel = (program: Program, options: ModelOptions): Model => modelOf(startRun(program, options), options)

function modelOf(run: Run, options: ModelOptions): Model {
  const known = new Map<number, readonly ThreadChoice[]>()
  const schedule = run.schedule()
  return {
    program: run.program,
    steps: schedule === '' ? [] : schedule.split(' '),
    trace: run.trace(),
    status: run.status(),
    choicesAt(position) {
      const choices = known.get(position) ?? choicesAfter(run, position)
      known.set(position, choices)
      return choices
    },
    run,
    options
  }
}

/** Goes back, looks, and takes the same steps again. */
function choicesAfter(run: Run, position: number): readonly ThreadChoice[] {
  const { steps } = run
  run.back(position)
  const choices = run.choices()
  while (run.steps < steps) if (!run.redo()) throw new Error('a step that was taken cannot be taken again')
  return choices
}

/** Takes one step (`2`, `2/1`) after the first `position` steps; the steps behind them are gone. */
export function stepModel({ run, options }: Model, position: number, step: string): Result<Model> {
  const [thread = '', choice = '0'] = step.split('/')
  const before = run.steps
  run.back(position)
  const taken = run.step(Number(thread), Number(choice))
  if (taken.ok) return success(modelOf(run, options))
  while (run.steps < before) if (!run.redo()) break
  return taken
}

/** One step by a scheduler, and what it was in words. */
export function playModel(model: Model, scheduler: SchedulerName, seed: number): { readonly model: Model; readonly spoken: string } {
  const { run, options } = model
  const choices = run.choices()
  // a generator of its own for each step: the same seed chooses alike after the same steps, however often one went back
  const played = run.play(scheduler === 'random' ? random(seed * 100_003 + run.steps) : roundRobin(), 1)
  if (!played.ok) throw new Error(`${scheduler} cannot choose: ${played.problem.what}`)
  const next = modelOf(run, options)
  const choice = choices.find(({ thread }) => String(thread) === next.steps.at(-1)?.split('/')[0])
  return { model: next, spoken: choice ? `${choice.name} ${choice.words}.` : '' }
}

/** A program after a schedule given as text. A problem names the step that cannot be taken. */
export function replayModel({ program, options }: Pick<Model, 'program' | 'options'>, text: string): Result<Model> {
  const scheduler = replay(text)
  if (!scheduler.ok) return scheduler
  const run = startRun(program, options)
  const wanted = text.split(/\s+/).filter((step) => step !== '').length
  const played = run.play(scheduler.value, wanted)
  return played.ok ? success(modelOf(run, options)) : played
}
