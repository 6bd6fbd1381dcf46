import type { ProcessId } from '../../trace/ids'
import type { ObjectRow, TraceIndex } from '../traceIndex'

/** More objects than these are folded: those that were waited for most stay. */
const mostObjects = 40

/** What of a picture is opened. */
export interface Opened {
  readonly tasks: boolean
  readonly objects: boolean
  /** Processes whose lanes are put away; none when left out. */
  readonly closed?: ReadonlySet<ProcessId>
}

/** How many tasks and objects there are to fold; 0 where all are shown anyway. */
export function foldable({ groups, objects }: TraceIndex): { readonly tasks: number; readonly objects: number } {
  return { tasks: groups.reduce((sum, { stands }) => sum + stands, 0), objects: objects.length > mostObjects ? objects.length : 0 }
}

/**
 * The index with one lane for the many tasks of a loop, without the lanes of closed processes, and with the rows of those objects alone that somebody waited for; the
 * same one where there is nothing to fold.
 */
export function folded(index: TraceIndex, opened: Opened): TraceIndex {
  const { tasks, objects } = foldable(index)
  const foldsTasks = tasks > 0 && !opened.tasks
  const foldsObjects = objects > 0 && !opened.objects
  const { closed } = opened
  const foldsProcesses = closed !== undefined && index.processes.some(({ process }) => closed.has(process))
  if (!foldsTasks && !foldsObjects && !foldsProcesses) return index
  const threads = foldsTasks ? withGroups(index) : index.threads
  const lanes = foldsProcesses ? withoutClosed(index, threads, closed) : { threads }
  return { ...index, ...lanes, objects: foldsObjects ? contended(index.objects) : index.objects }
}

function withoutClosed({ processes }: TraceIndex, threads: TraceIndex['threads'], closed: ReadonlySet<ProcessId>): Pick<TraceIndex, 'threads' | 'processes'> {
  const away = new Set(processes.flatMap((group) => (closed.has(group.process) ? [...group.threads] : [])))
  return {
    threads: threads.filter(({ thread }) => !away.has(thread)),
    processes: processes.map((group) => ({ ...group, folded: closed.has(group.process) }))
  }
}

/** A group stands where the first of its tasks stood. */
function withGroups({ threads, groups, trace }: TraceIndex): TraceIndex['threads'] {
  return threads.flatMap((row) => {
    const loop = row.isTask ? (trace.threads.get(row.thread)?.loop ?? null) : null
    const group = loop === null ? undefined : groups.find(({ thread }) => trace.threads.get(thread)?.loop === loop)
    if (group === undefined) return [row]
    return group.thread === row.thread ? [group] : []
  })
}

function contended(objects: readonly ObjectRow[]): ObjectRow[] {
  const most = objects.toSorted((one, other) => other.waits.length - one.waits.length || one.info.id - other.info.id).slice(0, mostObjects)
  return most.toSorted((one, other) => one.info.id - other.info.id)
}
