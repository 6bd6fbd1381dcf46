/** Why the person (or the system) wants the command to stop, and the exit code that says so. */
export interface StopReason {
  readonly signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'SIGPIPE'
  readonly exitCode: number
}

/** Where a command stands: its streams, its folder, and the parts of the lab that lie beside it. */
export interface Terminal {
  /** Writes to stdout, exactly as given. */
  out(text: string): void
  /** Writes to stderr, exactly as given. */
  err(text: string): void
  /** Columns that a line may have. */
  readonly width: number
  /** The folder that paths are taken from, absolute. */
  readonly folder: string
  /** The lab's `resources` folder, absolute. */
  readonly resources: string
  /** Aborted with a `StopReason` when the work is to end now, in order. */
  readonly stop: AbortSignal
  /** Aborted when it is to end without ceremony: asked a second time. */
  readonly kill: AbortSignal
}
