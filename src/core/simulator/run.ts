import type { Program } from '../program/program'
import type { RunStatus, TraceValue } from '../trace/event'
import { failure, type Result, success } from '../trace/problem'
import type { Trace } from '../trace/trace'
import type { Machine } from './assemble'
import type { ThreadChoice } from './choice'
import { choicesOf } from './choices'
import { header } from './state/layout'
import { LayoutFull } from './state/layoutFull'
import type { OutputLine } from './state/pools'
import { nameOfThread } from './telling/names'
import { startRecording } from './telling/recording'
import { type Pick, scheduleText } from './schedule'
import { checked, type Scheduler, type Situation } from './scheduler'
import { type RunOptions, simulatorHeader } from './telling/simulatorHeader'
import { type Failure, failuresOf, statusOf } from './status'
import { choicesIn, enabledThreads } from './step'
import { stuckThreads, type Stuck } from './stuck'
import { variablesOf } from './telling/variables'
import { word } from './state/words'

/** A simulated run that somebody steps, by hand or with a scheduler. */
export interface Run {
  readonly program: Program
  /** Steps taken. */
  readonly steps: number
  /** Steps that were undone and can be taken again. */
  readonly undone: number
  /** What each started thread can do now, and why not where it cannot. */
  choices(): ThreadChoice[]
  /** Takes a step of a thread; a problem when the thread cannot, or the run was ended. Forgets what was undone. */
  step(thread: number, choice?: number): Result<null>
  /** Undoes the last step (or all behind step `steps`); false when there is none. */
  back(steps?: number): boolean
  /** Takes the step again that was undone last; false when there is none. */
  redo(): boolean
  /** Takes steps until nobody can, or `limit` of them; gives how many. */
  play(scheduler: Scheduler, limit: number): Result<number>
  /** The steps taken, as text: replayed, it gives the identical events. */
  schedule(): string
  /** The trace so far; whole once the run is over. */
  trace(): Trace
  /** The packed state now, a copy; read it with `machine()`. */
  state(): Int32Array
  /** The machine that the state belongs to; another one once the program has outgrown it. */
  machine(): Machine
  status(): 'running' | RunStatus
  /** Ends a run that is not over: a person's stop, or a limit's; the limit of a run in which threads are stuck or have failed already may say so. */
  end(status: Exclude<RunStatus, 'finished'>): void
  output(): OutputLine[]
  /** The shared variables that are bound, by name. */
  variables(): Record<string, TraceValue>
  /** The exceptions that ended threads. */
  failures(): Failure[]
  /** Who can never move again, whatever the others do. */
  stuck(limit?: number): Stuck
}

/** Starts a run: main has prepared everything and stands before its first step. */
export function startRun(program: Program, options: RunOptions): Run {
  const head = simulatorHeader(program, options)
  let recording = startRecording(program, head)
  const picks: Pick[] = []
  let endedAs: RunStatus | null = null

  const machine = (): Machine => recording.machine
  const choices = (thread: number): number => (thread < word(recording.state, header.threads) ? choicesIn(recording.machine, recording.state, thread) : 0)
  const words = (thread: number): string | null => threadWords(recording.machine, recording.state, thread)
  const situation = (): Situation => ({
    step: recording.steps + 1,
    enabled: enabledThreads(recording.machine, recording.state),
    last: picks[recording.steps - 1]?.thread ?? -1,
    choices,
    words
  })

  /** Takes a step; when the program outgrows its layout, all steps are taken again on a larger machine. */
  function take(pick: Pick): void {
    const before = recording.steps
    try {
      recording.take(pick)
    } catch (full) {
      if (!(full instanceof LayoutFull)) throw full
      recording = onLargerMachine(full, [...picks.slice(0, before), pick])
    }
  }

  function onLargerMachine(full: LayoutFull, again: readonly Pick[]): typeof recording {
    for (let room = full.larger; ; ) {
      try {
        const larger = startRecording(program, head, room)
        for (const pick of again) larger.take(pick)
        return larger
      } catch (still) {
        if (!(still instanceof LayoutFull)) throw still
        room = still.larger
      }
    }
  }

  function takeNew(pick: Pick): void {
    // setting a length costs even where it changes nothing
    if (picks.length > recording.steps) picks.length = recording.steps
    take(pick)
    picks.push(pick)
  }

  const status = (): 'running' | RunStatus => endedAs ?? statusOf(recording.machine, recording.state)

  function play(scheduler: Scheduler, limit: number): Result<number> {
    if (endedAs !== null) return overAlready(recording.steps)
    for (let taken = 0; taken < limit; taken++) {
      const now = situation()
      if (now.enabled.length === 0) {
        const wanted = scheduler.atEnd(now)
        return wanted.ok ? success(taken) : wanted
      }
      const next = scheduler.next(now)
      if (!next.ok) return next
      takeNew(next.value)
    }
    return success(limit)
  }

  return {
    program,
    get steps() {
      return recording.steps
    },
    get undone() {
      return picks.length - recording.steps
    },
    choices: () => choicesOf(recording.machine, recording.state),
    step(thread, choice = 0) {
      if (endedAs !== null) return overAlready(recording.steps)
      const pick = checked({ thread, choice }, situation())
      if (!pick.ok) return pick
      takeNew(pick.value)
      return success(null)
    },
    back(steps = recording.steps - 1) {
      if (steps < 0 || steps >= recording.steps) return false
      endedAs = null
      recording.rewind(picks, steps)
      return true
    },
    redo() {
      const pick = picks[recording.steps]
      if (pick === undefined) return false
      take(pick)
      return true
    },
    play,
    schedule: () => scheduleText(picks.slice(0, recording.steps)),
    trace() {
      const now = status()
      return recording.trace(now === 'running' ? null : now)
    },
    state: () => recording.state.slice(),
    machine,
    status,
    end(how) {
      if (status() === 'running') endedAs = how
    },
    output: () => recording.machine.pools.lines(word(recording.state, header.output)),
    variables: () => variablesOf(recording.machine, recording.state),
    failures: () => failuresOf(recording.machine, recording.state),
    stuck: (limit) => stuckThreads(recording.machine, recording.state, limit)
  }
}

const overAlready = (steps: number): Result<never> => failure(`step ${steps + 1}`, 'the run was ended', 'go back a step or start it anew')

function threadWords(machine: Machine, state: Int32Array, thread: number): string | null {
  if (thread >= word(state, header.threads)) return null
  const name = nameOfThread(machine, state, thread)
  return `${name} ${choicesOf(machine, state).find((choice) => choice.thread === thread)?.words ?? 'was not started'}`
}
