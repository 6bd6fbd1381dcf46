import type { Moment, ObjectId, ProcessId, ThreadId } from './ids'

/** Kinds of objects that threads share: what can be waited for, and variables, of which `atomic` ones synchronise. `gil` and `futex` are seen from outside of a process. */
export const objectKinds = [
  'lock',
  'rlock',
  'semaphore',
  'boundedSemaphore',
  'variable',
  'condition',
  'event',
  'barrier',
  'queue',
  'rwlock',
  'future',
  'gil',
  'futex',
  'atomic'
] as const
/** A kind of shared object. */
export type ObjectKind = (typeof objectKinds)[number]
/** Whether an object is there to be read and written, not to be waited for. */
export const isVariable = (kind: ObjectKind | undefined): boolean => kind === 'variable' || kind === 'atomic'

/** A value read or written: an integer as a number, anything else as the text of its Python literal (`True`, `None`, `'abc'`). */
export type TraceValue = number | string

/** What somebody asks an object for, where there is more than one thing to ask: values of a queue, sides of a readers–writer lock. */
export const purposes = ['put', 'get', 'join', 'read', 'write', 'any'] as const
/**
 * What somebody asks an object for. `join` waits until every value that was put is reported done; `any` is no request, but a wait for any of several, of which the
 * object is the first.
 */
export type Purpose = (typeof purposes)[number]

/** What the operating system says a thread does: `runnable` waits for a processor, `futex` for another thread, `io` for data, `disk` for a device. */
export const observedStates = ['running', 'runnable', 'sleeping', 'disk', 'futex', 'io', 'stopped', 'zombie'] as const
/** See `observedStates`. */
export type ObservedState = (typeof observedStates)[number]

/** What can be looked at of a living process: its address space, its open files, and what it is in the tree of processes, with its threads. */
export const snapshotKinds = ['maps', 'descriptors', 'tree'] as const
/** See `snapshotKinds`. */
export type SnapshotKind = (typeof snapshotKinds)[number]

/** How a run came to its end. `stopped` and `killed` are a person's doing; `timeout` is the limit's. */
export const runStatuses = ['finished', 'deadlock', 'failed', 'timeout', 'stopped', 'killed'] as const
/** How a run came to its end. */
export type RunStatus = (typeof runStatuses)[number]

interface Happening {
  readonly at: Moment
  readonly thread: ThreadId
  /** Source line, from 1; 0 when unknown. */
  readonly line: number
}

/**
 * One thing that happened once, at a time, to one thread.
 * In a step clock the first event of moment k is by the thread that took step k; moment 0 holds what main does before its first start.
 */
export type Event =
  | (Happening & { readonly type: 'processStarted'; readonly process: ProcessId; readonly parent: ProcessId; readonly command: string })
  /** `code` is the exit code, or minus the signal's number; NaN where nobody saw. */
  | (Happening & { readonly type: 'processExited'; readonly process: ProcessId; readonly code: number })
  /** `thread` is the new thread; `parent` started it (`noThread` for main). `process`: the one it lives in, where it is not the first. */
  | (Happening & { readonly type: 'threadStarted'; readonly parent: ThreadId; readonly name: string; readonly process?: ProcessId })
  | (Happening & { readonly type: 'threadEnded' })
  /** `capacity`: permits of a semaphore, parties of a barrier, most values of a queue (null: without bound); null for others. */
  | (Happening & { readonly type: 'declared'; readonly object: ObjectId; readonly kind: ObjectKind; readonly name: string; readonly capacity: number | null })
  /** The thread cannot go on until the object lets it; with a `timeout` (seconds) it gives up by itself, so the wait never counts for a deadlock. `to`: see `Purpose`. */
  | (Happening & { readonly type: 'requested'; readonly object: ObjectId; readonly timeout: number | null; readonly to?: Exclude<Purpose, 'any'> })
  /** `tried`: without `requested` before it, by a thread that would not have waited for ever: it does not block, or gives up after a time. */
  | (Happening & { readonly type: 'acquired'; readonly object: ObjectId; readonly tried?: true })
  /** Any thread may release a lock or semaphore; only the owner an rlock. */
  | (Happening & { readonly type: 'released'; readonly object: ObjectId })
  | (Happening & { readonly type: 'tryFailed'; readonly object: ObjectId })
  | (Happening & { readonly type: 'timedOut'; readonly object: ObjectId })
  /** The thread waits for the end of `target`; with a `timeout` (seconds) it gives up by itself, which shows as `timedOut` of object -1. `to`: the end of any of several will do. */
  | (Happening & { readonly type: 'joinBegan'; readonly target: ThreadId; readonly timeout?: number; readonly to?: 'any' })
  | (Happening & { readonly type: 'joined'; readonly target: ThreadId })
  | (Happening & { readonly type: 'read'; readonly object: ObjectId; readonly value: TraceValue })
  | (Happening & { readonly type: 'written'; readonly object: ObjectId; readonly value: TraceValue })
  /** One line of output, without its newline. */
  | (Happening & { readonly type: 'printed'; readonly stream: 'stdout' | 'stderr'; readonly text: string })
  /** An exception that nobody caught: the thread ends with it. */
  | (Happening & { readonly type: 'raised'; readonly kind: string; readonly message: string })
  | (Happening & { readonly type: 'sleepBegan'; readonly seconds: number })
  | (Happening & { readonly type: 'sleepEnded' })
  /** The thread is about to execute this line. */
  | (Happening & { readonly type: 'reached' })
  /** `count` events are missing between `since` (null: the event before this one) and `at`; some between the two may be there. */
  | (Happening & { readonly type: 'dropped'; readonly count: number; readonly since: Moment | null })
  /** A note by the person who records, or by the recorder. */
  | (Happening & { readonly type: 'marked'; readonly text: string })
  /** The last event of every whole trace; `dropped` counts all missing events. */
  | (Happening & { readonly type: 'ended'; readonly status: RunStatus; readonly dropped: number })
  /**
   * The thread joins the wait set of a condition, an event or a barrier, until it is told to go on; with a `timeout` (seconds) it gives up by itself. `to`: any of
   * several will do, and `woken` names the one that did.
   */
  | (Happening & { readonly type: 'waitBegan'; readonly object: ObjectId; readonly timeout: number | null; readonly to?: 'any' })
  /** It has left the wait set, or passed at once an event that is set; of a queue: every value is done. A task that waits for anything in its loop: it was told to try again. */
  | (Happening & { readonly type: 'woken'; readonly object: ObjectId })
  /** The thread takes `target` out of a condition's wait set; `noThread`: nobody was in it. */
  | (Happening & { readonly type: 'notified'; readonly object: ObjectId; readonly target: ThreadId })
  | (Happening & { readonly type: 'put'; readonly object: ObjectId; readonly value: TraceValue })
  | (Happening & { readonly type: 'got'; readonly object: ObjectId; readonly value: TraceValue })
  /** One value that came out of the queue is reported done. */
  | (Happening & { readonly type: 'taskDone'; readonly object: ObjectId })
  /** The event is set: whoever waits for it goes on. Of a queue: it is shut down, and whoever waits for a value that will not come goes on without. */
  | (Happening & { readonly type: 'set'; readonly object: ObjectId })
  /** The event is unset; of a barrier: nobody has arrived and it is whole again. */
  | (Happening & { readonly type: 'cleared'; readonly object: ObjectId })
  /** At a barrier. */
  | (Happening & { readonly type: 'arrived'; readonly object: ObjectId })
  /** The barrier is broken: whoever waits at it fails. */
  | (Happening & { readonly type: 'broken'; readonly object: ObjectId })
  /** A reader has a readers–writer lock, together with other readers; the writer's events are `acquired` and `released`. */
  | (Happening & { readonly type: 'acquiredShared'; readonly object: ObjectId })
  | (Happening & { readonly type: 'releasedShared'; readonly object: ObjectId })
  /** A random number came out. */
  | (Happening & { readonly type: 'chose'; readonly value: TraceValue })
  /** `thread` is a new task: it is counted among the threads and runs by turns with others on the thread `loop`. It ends by `threadEnded`. */
  | (Happening & { readonly type: 'taskStarted'; readonly parent: ThreadId; readonly loop: ThreadId; readonly name: string })
  /** Goes on after `suspended`. A wait that is open (`requested`, `joinBegan`, …) stays so until its own end is told. */
  | (Happening & { readonly type: 'resumed' })
  /** Gives its processor away until `resumed`: a task to its loop, a loop or thread to the system. `on`: for what, in words; empty: it could go on at once. */
  | (Happening & { readonly type: 'suspended'; readonly on: string })
  | (Happening & { readonly type: 'cancelAsked'; readonly target: ThreadId })
  /** The task ends because it was asked to. */
  | (Happening & { readonly type: 'cancelled' })
  /** The worker of a pool begins on the work whose result is the future `object`. */
  | (Happening & { readonly type: 'workBegan'; readonly object: ObjectId; readonly name: string })
  | (Happening & { readonly type: 'workEnded'; readonly object: ObjectId })
  /** Seen from outside, by a sample: `thread` has been in this state since some time after the sample before. `cpu`: the processor it was last on, null unknown. */
  | (Happening & { readonly type: 'observed'; readonly state: ObservedState; readonly cpu: number | null })
  /** A counter of a thread, of a process (`noProcess` none) or of the whole run stands at `value`; its unit is in its name: `run-queue wait ns`. */
  | (Happening & { readonly type: 'measured'; readonly process: ProcessId; readonly name: string; readonly value: number })
  /** What a process looks like at this moment, as JSON. */
  | (Happening & { readonly type: 'snapshot'; readonly process: ProcessId; readonly kind: SnapshotKind; readonly json: string })

/** The name of a kind of event. */
export type EventType = Event['type']

/** Event types in the order of their codes in columns and files (the code is the index). Only ever append. */
export const eventTypes = [
  'processStarted',
  'processExited',
  'threadStarted',
  'threadEnded',
  'declared',
  'requested',
  'acquired',
  'released',
  'tryFailed',
  'timedOut',
  'joinBegan',
  'joined',
  'read',
  'written',
  'printed',
  'raised',
  'sleepBegan',
  'sleepEnded',
  'reached',
  'dropped',
  'marked',
  'ended',
  'waitBegan',
  'woken',
  'notified',
  'put',
  'got',
  'taskDone',
  'set',
  'cleared',
  'arrived',
  'broken',
  'acquiredShared',
  'releasedShared',
  'chose',
  'taskStarted',
  'resumed',
  'suspended',
  'cancelAsked',
  'cancelled',
  'workBegan',
  'workEnded',
  'observed',
  'measured',
  'snapshot'
] as const satisfies readonly EventType[]

/** The code of each event type in columns and files. */
export const eventCode = Object.fromEntries(eventTypes.map((type, code) => [type, code])) as Readonly<Record<EventType, number>>
