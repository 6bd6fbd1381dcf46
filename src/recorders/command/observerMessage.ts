import type { EventColumns } from '../../core/trace/columns'
import type { RunStatus } from '../../core/trace/event'

/** What the observer's worker is started with. */
export interface ObserverData {
  /** Word 0 is 0 until a message comes that must not wait for the next sample. */
  readonly bell: SharedArrayBuffer
  readonly hz: number
  readonly maxEvents: number
  readonly maxBytes: number | null
  /** Where programs record their own locks, and the file of the first one; null when they do not. */
  readonly locks: { readonly folder: string; readonly executable: string } | null
  /** Why they do not although they were asked to; null when nobody asked, or they do. */
  readonly locksNote: string | null
}

/** What the recorder tells the worker. */
export type ToObserver =
  /** A process waits to become the command; its lane is called `name`. */
  | { readonly type: 'attach'; readonly pid: number; readonly name: string; readonly command: string; readonly parent: number }
  | { readonly type: 'line'; readonly stream: 1 | 2; readonly at: number; readonly text: string }
  /** Look no more: whoever is stuck shall be told as it is, and will be killed now. */
  | { readonly type: 'freeze' }
  /** The first process has ended, and nothing of the run is left: tell the rest. */
  | { readonly type: 'end'; readonly at: number; readonly code: number; readonly status: RunStatus }

/** What sampling took and gave. */
export interface SamplingCost {
  readonly samples: number
  readonly seconds: number
  /** Nanoseconds of processor time of the worker. */
  readonly cpuTime: number
}

/** What the worker tells the recorder. */
export type FromObserver =
  | { readonly type: 'ready' }
  /** The process is observed: it may go on, and moment 0 is now. */
  | { readonly type: 'attached'; readonly at: number }
  | { readonly type: 'batch'; readonly batch: EventColumns }
  | { readonly type: 'stuck'; readonly who: 'nobody' | 'some' | 'all' }
  | { readonly type: 'frozen' }
  | { readonly type: 'done'; readonly told: number; readonly left: number; readonly cost: SamplingCost }
