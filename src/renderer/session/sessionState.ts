import type { Parameter, Program } from '../../core/program/program'
import type { ProgramProblem } from '../../core/program/source'
import type { Detail, ProgramEngine } from '../../core/trace/header'
import type { Problem } from '../../core/trace/problem'
import type { Trace } from '../../core/trace/trace'
import type { Answer, Interpreter, Settings } from '../../preload/contract'
import type { Model, SchedulerName } from './model'
import type { EngineRuns } from './realRun'
import type { RecordState } from './recordState'

/** How the lines of a file end on disk; inside the lab it is always `\n`. */
export type LineEnd = '\n' | '\r\n'

/** What is open: a lesson, a scenario that comes with the lab, a text of the person's own, or a recording. */
export type Place =
  | { readonly kind: 'home' }
  | { readonly kind: 'lesson'; readonly id: string }
  | { readonly kind: 'scenario'; readonly file: string }
  /** An experiment by its id; `race`: the counter under every Python. */
  | { readonly kind: 'experiment'; readonly id: string }
  /** The page on which recordings are made. */
  | { readonly kind: 'record' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'recording'; readonly path: string }

/** A recording that was opened from a file. */
export interface OpenedRecording {
  readonly trace: Trace
  readonly name: string
  /** The file was cut before its end; everything up to there is here. */
  readonly truncated: boolean
}

/** How real runs are made. */
export interface RunOptions {
  readonly detail: Detail
  readonly observe: 'faithful' | 'stress'
  /** Path of the chosen interpreter; null for the first good one found. */
  readonly python: string | null
  readonly seconds: number
}

/** A run of the program on screen that was recorded, in the model's steps. */
export interface FollowedRun {
  readonly schedule: string
  /** Whether the model could go along to the end. */
  readonly isWhole: boolean
  /** Whether the run came to its end by itself. */
  readonly isOver: boolean
  /** How far the model could go along, in words. */
  readonly words: string
}

/** Something the person should know: it stays until it is replaced or put away. */
export interface Notice {
  readonly problem: Problem
}

/** A large file that is being read. */
export interface Reading {
  readonly name: string
  readonly bytes: number
  /** How much of the work is done, 0 to 1. */
  readonly share: number
}

/** Everything the window shows, but the time cursor (the transport has it) and the lesson (its own machine). */
export interface SessionState {
  readonly place: Place
  /** File name under which the program runs. */
  readonly file: string
  readonly source: string
  /** The text as it was opened; the document is edited when it differs. */
  readonly original: string
  /** How its lines end on disk. */
  readonly lineEnd: LineEnd
  /** Parameters set here: name to Python literal. */
  readonly set: Readonly<Record<string, string>>
  readonly program: Program | null
  /** What can be set; there also when what was set is no value. */
  readonly parameters: readonly Parameter[]
  readonly problems: readonly ProgramProblem[]
  /** A Python expression: can a state be reached in which it is true? '' when nobody asks. */
  readonly goal: string
  /** The recorded run that was followed in the model; null when none was, or the program is another one by now. */
  readonly followed: FollowedRun | null
  readonly engine: ProgramEngine
  readonly model: Model | null
  readonly runs: EngineRuns
  readonly opened: OpenedRecording | null
  readonly options: RunOptions
  readonly scheduler: SchedulerName
  readonly seed: number
  readonly record: RecordState
  /** How often saving was tried, whatever came of it. */
  readonly saves: number
  readonly notice: Notice | null
  /** A large file that is being read; null when none is. */
  readonly reading: Reading | null
  /** What a screen reader is told about the last step. */
  readonly spoken: string
  /** Null while they are being looked for. */
  readonly interpreters: readonly Interpreter[] | null
  readonly scenarios: Answer<'scenarios:list'>
  readonly recent: Answer<'recent:list'>
  readonly settings: Settings
  readonly info: Answer<'app:info'> | null
}

/** Whether a program or a recording of one is open. */
export const isProgram = ({ kind }: Place): boolean => kind !== 'home' && kind !== 'experiment' && kind !== 'record'

/** The trace on screen: of the engine that is chosen, or of the recording that was opened; null when there is none yet. */
export function shownTrace(state: SessionState): Trace | null {
  if (state.place.kind === 'record') return state.record.run?.trace ?? null
  if (state.opened) return state.opened.trace
  return state.engine === 'simulator' ? (state.model?.trace ?? null) : (state.runs[state.engine]?.trace ?? null)
}
