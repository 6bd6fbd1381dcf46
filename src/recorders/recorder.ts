import type { EventColumns } from '../core/trace/columns'
import type { RunStatus } from '../core/trace/event'
import type { Detail, Header } from '../core/trace/header'
import type { Problem } from '../core/trace/problem'

/** What is to be run, and how it is to be observed. */
export interface Plan {
  readonly engine: 'threads' | 'python' | 'command'
  /** Command only: the program, by name or path, and its arguments. */
  readonly command?: readonly string[]
  /** Command only: looks a second at its threads. */
  readonly sampleHz?: number
  /** Command only: native programs record their own locks (Linux on x86-64 with glibc); where they cannot, samples have to do, and the recording says why. */
  readonly locks?: boolean
  /** Absolute path of the program; the text below runs, under this name. */
  readonly path: string
  readonly source: string
  /** Parameters set from outside: name to Python literal. */
  readonly set: Readonly<Record<string, string>>
  readonly detail: Detail
  /** Python only: change nothing, or add one call inside each read-modify-write. */
  readonly observe: 'faithful' | 'stress'
  /** Python only: the interpreter's absolute path; null for the best one found. */
  readonly python: string | null
  /** Python only: look at the GIL from outside, some hundred times a second (Linux). */
  readonly gil?: boolean
  /** Arguments for the program. */
  readonly arguments: readonly string[]
  /** Working directory of a Python program. */
  readonly folder: string
  readonly timeoutMs: number
  /** Events after this many are dropped and counted, never silently. */
  readonly maxEvents: number
  /** The recording's file grows to no more than about this; what would not fit is dropped and counted. */
  readonly maxBytes?: number
  /** A deadlocked run: kept parked for looking at until `stop`, or ended as soon as nobody but stuck threads is left. */
  readonly onDeadlock: 'park' | 'end'
}

/** What a recorder tells while it records, in this order: header once, then batches and stages, then `ended` by the promise. */
export interface Listener {
  header(header: Header): void
  /** Events in order of their moments, within and across batches; the receiver owns the columns. */
  batch(batch: EventColumns): void
  /** `parked`: nobody but stuck threads is left, and the run is kept until `stop`. */
  stage(stage: 'running' | 'parked'): void
}

/** How a recorded run ended. The last batch holds the matching `ended` event. */
export interface RunEnd {
  readonly status: RunStatus
  readonly events: number
  readonly dropped: number
  /** From start to end, milliseconds. */
  readonly elapsedMs: number
  /** Whatever went wrong with the recording itself, for people; null when nothing did. */
  readonly problem: Problem | null
  /** What observing took; null when nobody measured it. */
  readonly cost?: RunCost | null
}

/** What observing a run took. */
export interface RunCost {
  /** For people. */
  readonly words: string
  /** Nanoseconds an event takes from the program, measured in its own process before its first line. */
  readonly perEventNs?: number
  /** Events told, by the time from the program's start to its end. */
  readonly eventsPerSecond?: number
  /** From the program's start to its end as it was recorded, milliseconds. */
  readonly recordedMs?: number
  /** The same without a recorder, a median; null while nobody has run it so. */
  readonly plainMs?: number | null
  /** `recordedMs` by `plainMs`. */
  readonly slowdown?: number | null
}

/** A run that is going on. Whoever starts one owns its end. */
export interface Recording {
  /** Resolves when the run is over and nothing of it is left; never rejects. */
  readonly ended: Promise<RunEnd>
  /** Asks the program to end, then makes it: within 3 s nothing of it is left. */
  stop(): Promise<void>
  /** Ends it now, with all its processes. */
  kill(): Promise<void>
}

/** Starts a run. Problems with the program or the interpreter come through `ended` with status `failed` and a problem, before any header. */
export type StartRecording = (plan: Plan, listener: Listener) => Recording
