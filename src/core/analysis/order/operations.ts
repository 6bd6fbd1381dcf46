/** What an operation does to the order of events, in the order of the codes in `OperationColumns.kind`. */
export const operationKinds = [
  /** Nothing that others could notice: work alone. */
  'local',
  'read',
  'write',
  /** Of a variable whose accesses synchronise: a load takes the order of the store it reads from, a plain store hides all earlier ones. */
  'atomicRead',
  'atomicWrite',
  /** A read-modify-write: both at once. */
  'atomicUpdate',
  /** A lock is wanted and not free: the wish alone. */
  'request',
  /** Of a lock, or the writer's of a readers–writer lock. */
  'acquire',
  /** An acquisition that would have given up: it orders events, and nobody can wait for ever by it. */
  'tryAcquire',
  'release',
  'acquireShared',
  'releaseShared',
  /** Gives what `take` takes: permits of a semaphore, the being set of an event, values of a queue reported done. */
  'give',
  'take',
  'put',
  'get',
  /** At a barrier, not as the last. */
  'arrive',
  /** The last one is there. */
  'gather',
  /** The last one lets the others go. */
  'open',
  /** One of the others goes. */
  'pass',
  /** `object` is the thread that starts. */
  'fork',
  /** `object` is the thread that has ended. */
  'join',
  /** A task gets its loop, whose thread is `object`, for itself. */
  'turnBegan',
  /** It gives it back. */
  'turnEnded',
  /** Time asleep: it is no work, and yet nobody can make it shorter. */
  'pause',
  /** Events are missing here: whatever comes later is taken to come after all that was before. */
  'gap'
] as const
/** What an operation does. */
export type OperationKind = (typeof operationKinds)[number]
/** The code of each kind in the column. */
export const operationCode = Object.fromEntries(operationKinds.map((kind, code) => [kind, code])) as Readonly<Record<OperationKind, number>>

/**
 * Everything in a run that orders events, or is ordered: one index an operation, in the order in which they happened. All analyses of races, locks and critical paths
 * start from these, whatever the events came from; a million take 21 MB.
 */
export interface OperationColumns {
  readonly length: number
  /** Code of `operationKinds`. */
  readonly kind: Uint8Array
  readonly thread: Int32Array
  /** Object, or the other thread of `fork` and `join`; -1 none. */
  readonly object: Int32Array
  /** The row of the event that it comes from. */
  readonly row: Int32Array
  /** Steps or nanoseconds, as `workLeads` says. */
  readonly work: Float64Array
  /**
   * Whether `work` is what the thread did since its operation before (clock in nanoseconds). Else it is the step itself, and operations with work 0 right behind one
   * of the same thread belong to its step.
   */
  readonly workLeads: boolean
  readonly threadCount: number
  readonly objectCount: number
  /** Most values of a queue, by object; infinite for all others. */
  readonly capacities: Float64Array
}

/** Operations in the making. */
export interface GrowingOperations {
  push(kind: number, thread: number, object: number, row: number, work: number): void
  /** What was pushed, as it is now. */
  columns(about: Pick<OperationColumns, 'workLeads' | 'threadCount' | 'objectCount' | 'capacities'>): OperationColumns
}

/** Empty columns with room for so many operations; they double as needed. */
export function growingOperations(room = 256): GrowingOperations {
  let [kinds, threads, objects, rows, works] = store(room)
  let length = 0

  function double(): void {
    const [k, t, o, r, w] = store(kinds.length * 2)
    k.set(kinds)
    t.set(threads)
    o.set(objects)
    r.set(rows)
    w.set(works)
    ;[kinds, threads, objects, rows, works] = [k, t, o, r, w]
  }

  return {
    push(kind, thread, object, row, work) {
      if (length === kinds.length) double()
      kinds[length] = kind
      threads[length] = thread
      objects[length] = object
      rows[length] = row
      works[length] = work
      length++
    },
    columns: (about) => ({ length, kind: kinds, thread: threads, object: objects, row: rows, work: works, ...about })
  }
}

const store = (room: number): [Uint8Array, Int32Array, Int32Array, Int32Array, Float64Array] => {
  const size = Math.max(1, room)
  return [new Uint8Array(size), new Int32Array(size), new Int32Array(size), new Int32Array(size), new Float64Array(size)]
}
