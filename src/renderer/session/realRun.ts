import { exitOf } from '../../core/analysis/exit'
import type { Loss } from '../../core/analysis/losses'
import { exitWords } from '../../core/scenes/processes/exitWords'
import { eventCode, type RunStatus } from '../../core/trace/event'
import type { Problem } from '../../core/trace/problem'
import type { Trace } from '../../core/trace/trace'
import type { RecordingMessage } from '../../preload/contract'

type Ended = Extract<RecordingMessage, { type: 'ended' }>

/** What became of running a recorded program without the recorder, to compare: still going, told in words, or not possible and why. */
export interface Comparison {
  readonly state: 'going' | 'told' | 'refused'
  readonly words: string
}

/** A run on real threads or under a real Python, going on or over. */
export interface RealRun {
  /** Tells the runs of this window apart. */
  readonly attempt: number
  /** Main's number for it; null until main has answered. */
  readonly run: number | null
  readonly stage: 'starting' | 'running' | 'parked' | 'stopping' | 'ended'
  /** What arrived so far; null before the header. */
  readonly trace: Trace | null
  readonly events: number
  /** What is missing so far. */
  readonly losses: readonly Loss[]
  /** Why nothing reaches its file any more; null while all does. */
  readonly unwritten: Problem | null
  /** How large its file is by now. */
  readonly bytes: number
  /** How it ended; null before. */
  readonly ended: Ended | null
  /** The recording was saved by the person. */
  readonly saved: boolean
  /** Null while nobody has asked for it. */
  readonly comparison: Comparison | null
}

/** A run that was asked for and of which nothing is known yet. */
export const startingRun = (attempt: number): RealRun => ({
  attempt,
  run: null,
  stage: 'starting',
  trace: null,
  events: 0,
  losses: [],
  unwritten: null,
  bytes: 0,
  ended: null,
  saved: false,
  comparison: null
})

/** The latest run on each engine that runs for real. */
export type EngineRuns = Readonly<Record<'threads' | 'python', RealRun | null>>

/** Nothing was run. */
export const noRuns: EngineRuns = { threads: null, python: null }

/** Whether it is over and its file has events that can be saved: of a full disk there may be none. */
export const isKept = (run: RealRun | null): run is RealRun & { readonly ended: Ended } =>
  run !== null && run.stage === 'ended' && run.events > 0 && run.ended !== null && run.ended.file !== null

/** Whether it can be asked how much slower its program ran for being recorded: it was one of Python, came to its own end, and its cost was measured. */
export const isComparable = (run: RealRun): boolean =>
  run.run !== null && run.ended?.status === 'finished' && run.ended.cost != null && run.trace?.header.engine === 'python'

/** Whether something of it is still alive. */
export const isAlive = (run: RealRun | null): boolean => run !== null && run.stage !== 'ended'

const endWords = {
  finished: 'Finished',
  deadlock: 'Deadlock',
  failed: 'Failed',
  timeout: 'Time limit reached',
  stopped: 'Stopped',
  killed: 'Killed'
} as const satisfies Readonly<Record<RunStatus, string>>

/** How a run ended, in a few words: one that failed without an exception by its exit code. */
export function endingOf({ ended, trace }: RealRun): string {
  if (ended === null) return ''
  const exit = ended.status !== 'failed' || trace === null || trace.events.type.includes(eventCode.raised) ? null : exitOf(trace)
  return exit === null ? endWords[ended.status] : `The program ${exitWords(exit)}`
}
