import type { Plan, RunEnd } from '../../recorders/recorder'

/** Main's first message to a fresh recording host. It comes with one MessagePort, on which the host sends `RecordingMessage`s to the window. */
export interface HostStart {
  readonly type: 'start'
  readonly plan: Plan
  /** Absolute path of the recording that the host writes while the run goes on. */
  readonly file: string
  /** Absolute path of the app's `resources` folder: the Python tracer stands in its `python`. The worker entry `threadWorker.js` stands beside the host itself. */
  readonly resources: string
}

/** Main's later messages: ask the run to end and then make it; end it at once; or put a person's mark into it. */
export type HostAsk = { readonly type: 'stop' } | { readonly type: 'kill' } | { readonly type: 'mark'; readonly text: string }

/** The host's only message to main, after the recording is closed and `ended` was sent to the window: nothing of the run is left. */
export interface HostEnded {
  readonly type: 'ended'
  readonly end: RunEnd
}
