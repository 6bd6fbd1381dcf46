/** What made the events: the model, real threads in the lab's own workers, a real Python, or any command as the system shows it. */
export const engines = ['simulator', 'threads', 'python', 'command'] as const
/** See `engines`. */
export type Engine = (typeof engines)[number]
/** An engine that runs programs of the lab's language. */
export type ProgramEngine = Exclude<Engine, 'command'>
/** How events were observed: computed from the model, seen without changing the run, or with calls added inside read-modify-writes. */
export type Observer = 'model' | 'faithful' | 'stress' | 'sampled'
/** Which events are there: every shared access, or synchronisation only. */
export type Detail = 'access' | 'sync'

/** The unit of every moment in the trace. `origin` is the wall-clock time of moment 0, ISO 8601. */
export type Clock = { readonly unit: 'steps' } | { readonly unit: 'nanoseconds'; readonly origin: string }

/** The program that ran. */
export interface ProgramInfo {
  /** File name for people, without its folder. */
  readonly file: string
  /** The whole source text. */
  readonly text: string
  /** `hashText(text)`. */
  readonly hash: string
  /** Whether a rewritten copy ran instead of the text itself (probes, or other parameters). */
  readonly rewritten: boolean
}

/** The machine of a recorded run. */
export interface HostInfo {
  readonly os: string
  readonly cpu: string
  readonly cores: number
  /** Runtime and version, such as `CPython 3.11.7` or `Node 20.18.1 worker threads`. */
  readonly runtime: string
}

/** All that is known when a run starts. */
export interface Header {
  readonly version: number
  readonly engine: Engine
  readonly observer: Observer
  readonly detail: Detail
  /** Null for traces from elsewhere. */
  readonly program: ProgramInfo | null
  /** Command-line arguments of the program. */
  readonly arguments: readonly string[]
  /** Parameters that were set from outside: name to Python literal. */
  readonly set: Readonly<Record<string, string>>
  /**
   * How the next thread was chosen, in words; null where the OS chose, and for simulated runs: the moments of their events are the schedule, and however it came
   * about, equal schedules give equal bytes.
   */
  readonly scheduler: string | null
  readonly clock: Clock
  /** Null for simulated runs, so that equal schedules give equal bytes. */
  readonly host: HostInfo | null
  /** The lab's version. */
  readonly tool: string
}

/** The version of the trace's meaning that this code writes. */
export const traceVersion = 3
