import type { Program } from '../../core/program/program'
import type { ThreadChoice } from '../../core/simulator/choice'
import { type Run, startRun } from '../../core/simulator/run'
import type { RunOptions } from '../../core/simulator/telling/simulatorHeader'
import { parseSchedule, type Pick as Step } from '../../core/simulator/schedule'
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

/** What each step of a model's run does, in words that follow its thread's name. */
export function wordsAlong({ run, steps }: Model): string[] {
  run.back(0)
  const words = steps.map((step) => {
    const [thread, way] = step.split('/').map(Number)
    const choice = run.choices().find((one) => one.thread === thread)
    if (!run.redo()) throw new Error('a step that was taken cannot be taken again')
    return choice?.ways[way ?? 0] ?? choice?.words ?? ''
  })
  return words
}

/** Takes one step after the first `position` steps; the steps behind them are gone. */
export function stepModel({ run, options }: Model, position: number, { thread, choice }: Step): Result<Model> {
  const before = run.steps
  run.back(position)
  const taken = run.step(thread, choice)
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
  const taken = stepOf(next.steps.at(-1) ?? '')
  return { model: next, spoken: taken === null ? '' : spokenStep(choices, taken) }
}

/** A step of a schedule (`2`, `2/1`) read; null when it is none. */
export function stepOf(text: string): Step | null {
  const parsed = parseSchedule(text)
  return parsed.ok ? (parsed.value[0] ?? null) : null
}

/** A step in words, from what all could do before it: `consumer-1 takes lock.`; '' for a thread that is not among them. */
export function spokenStep(choices: readonly ThreadChoice[], { thread, choice }: Step): string {
  const mover = choices.find((each) => each.thread === thread)
  return mover === undefined ? '' : `${mover.name} ${mover.ways[choice] ?? mover.words}.`
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
