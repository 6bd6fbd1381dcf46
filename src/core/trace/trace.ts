import type { EventColumns } from './columns'
import { declaration } from './decode'
import { eventCode, type ObjectKind, type RunStatus, runStatuses } from './event'
import type { Header } from './header'
import { type Moment, moment, type ObjectId, objectId, type ProcessId, processId, type ThreadId, threadId } from './ids'

/** A thread as the trace names it. */
export interface ThreadInfo {
  readonly id: ThreadId
  readonly name: string
  readonly parent: ThreadId
  readonly startedAt: Moment
  /** The process it lives in; null: the first. */
  readonly process: ProcessId | null
  /** Of a task: the thread that it runs on; null for threads. */
  readonly loop: ThreadId | null
}

/** A sync object or variable as the trace names it. */
export interface ObjectInfo {
  readonly id: ObjectId
  readonly kind: ObjectKind
  /** The variable that first held it: `lock_a`, `forks[2]`. */
  readonly name: string
  /** Source line of its making, 0 unknown. */
  readonly line: number
  /** Permits of a semaphore, parties of a barrier, most values of a queue; null for others. */
  readonly capacity: number | null
}

/** A run, whole or so far. */
export interface Trace {
  readonly header: Header
  readonly events: EventColumns
  /** By id; a hole is a thread whose start was not seen. */
  readonly threads: ReadonlyMap<ThreadId, ThreadInfo>
  readonly objects: ReadonlyMap<ObjectId, ObjectInfo>
  /** How the run ended; null while it goes on, or when the file was cut before its end. */
  readonly status: RunStatus | null
  /** The last event's moment; 0 when there is none. */
  readonly end: Moment
}

/** Makes a trace of a header and events sorted by moment. One pass; throws on codes that no version has (check foreign columns with `validate` first). */
export function traceOf(header: Header, events: EventColumns): Trace {
  const threads = new Map<ThreadId, ThreadInfo>()
  const objects = new Map<ObjectId, ObjectInfo>()
  const { type, thread, object, line, value, at, texts, length } = events
  let status: RunStatus | null = null
  for (const [row, text] of texts) {
    // declarations, thread names and the end all carry a text: the sparse column finds them without a pass over millions of rows
    if (row >= length) continue
    const code = type[row]
    if (code === eventCode.threadStarted || code === eventCode.taskStarted) {
      const id = threadId(thread[row] ?? -1)
      // Python's main comes back after its end, for what is to run at exit: it began when it first began
      if (threads.has(id)) continue
      const parent = threadId(object[row] ?? -1)
      const where = value[row] ?? Number.NaN
      const isTask = code === eventCode.taskStarted
      const loop = isTask ? threadId(where) : null
      const process = isTask ? (threads.get(threadId(where))?.process ?? null) : Number.isNaN(where) ? null : processId(where)
      threads.set(id, { id, name: text, parent, startedAt: moment(at[row] ?? 0), process, loop })
    } else if (code === eventCode.declared) {
      const id = objectId(object[row] ?? -1)
      const capacity = value[row] ?? Number.NaN
      objects.set(id, { id, ...declaration(text), line: line[row] ?? 0, capacity: Number.isNaN(capacity) ? null : capacity })
    } else if (code === eventCode.ended) {
      status = runStatuses.find((known) => known === text) ?? null
    }
  }
  return { header, events, threads, objects, status, end: moment(length > 0 ? (at[length - 1] ?? 0) : 0) }
}

/** A thread's name, or its number where the trace never named it. */
export const threadName = (trace: Trace, id: ThreadId): string => trace.threads.get(id)?.name ?? `thread ${id}`
/** An object's name, or its number where the trace never named it. */
export const objectName = (trace: Trace, id: ObjectId): string => trace.objects.get(id)?.name ?? `object ${id}`
