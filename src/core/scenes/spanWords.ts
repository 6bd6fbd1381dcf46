import { spanAt } from '../analysis/spans'
import { type ThreadId, threadId } from '../trace/ids'
import { objectName, threadName } from '../trace/trace'
import { never } from '../trace/never'
import { momentWords, periodWords } from './clockWords'
import { spanIndexAt } from './spanLane'
import type { ThreadRow, TraceIndex } from './traceIndex'

/** What a bar says: `blocked on lock_b`, `running`; the second, shorter form is for narrow bars. */
export function spanLabel({ trace }: TraceIndex, row: ThreadRow, index: number): { readonly long: string; readonly short: string } {
  const { state, on } = spanAt(row.spans, index)
  const what = on === null ? '' : 'object' in on ? objectName(trace, on.object) : threadName(trace, on.thread)
  switch (state) {
    case 'notStarted':
      return { long: 'not started', short: 'not started' }
    case 'running':
      return { long: 'running', short: 'running' }
    case 'ready':
      if (on === null) return { long: 'ready', short: 'ready' }
      return { long: `ready, ${what} ${'object' in on ? 'is free' : 'has ended'}`, short: 'ready' }
    case 'blocked':
      return { long: `blocked on ${what}`, short: 'blocked' }
    case 'waiting':
      return { long: on !== null && 'thread' in on ? `waiting for ${what} to end` : `waiting for ${what}`, short: 'waiting' }
    case 'sleeping':
      return { long: 'sleep', short: 'sleep' }
    case 'io':
      return { long: 'I/O', short: 'I/O' }
    case 'finished':
      return { long: 'end', short: 'end' }
    case 'deadlocked':
      return { long: 'DEADLOCK', short: 'DEADLOCK' }
    default:
      return never(state)
  }
}

/** A span as a sentence: `transfer-1 blocked on lock_b, steps 3 to 5, held by transfer-2`. */
export function spanWords(index: TraceIndex, row: ThreadRow, span: number): string {
  const { trace } = index
  const { from, to, state, on } = spanAt(row.spans, span)
  const clock = trace.header.clock
  if (state === 'deadlocked') {
    const what = on === null ? '' : 'object' in on ? ` on ${objectName(trace, on.object)}` : `: waits for ${threadName(trace, on.thread)} to end`
    return `${row.name} deadlocked${what}, from ${momentWords(clock, from)} on${heldBy(index, row, span)}`
  }
  const { long } = spanLabel(index, row, span)
  return `${row.name} ${state === 'finished' ? 'ended' : long}, ${periodWords(clock, from, to)}${state === 'ready' ? '' : heldBy(index, row, span)}`
}

function heldBy({ trace, objects }: TraceIndex, row: ThreadRow, span: number): string {
  const { from, on } = spanAt(row.spans, span)
  if (on === null || !('object' in on)) return ''
  const object = objects.find(({ info }) => info.id === on.object)
  const holders = new Set<ThreadId>()
  for (const { lane, hold } of object?.permits ?? []) {
    const at = spanIndexAt(lane, from)
    if (at >= 0) holders.add(threadId(object?.holds.thread[hold[at] ?? -1] ?? -1))
  }
  if (holders.size === 0) return ''
  return `, held by ${[...holders].map((holder) => (holder === row.thread ? 'itself' : threadName(trace, holder))).join(' and ')}`
}
