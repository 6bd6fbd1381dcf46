import { spanAt } from '../../analysis/spans'
import { waitPhrase } from '../../analysis/waitPhrase'
import type { ObjectKind, Purpose } from '../../trace/event'
import { type ObjectId, type ThreadId, threadId } from '../../trace/ids'
import { objectName, type Trace, threadName } from '../../trace/trace'
import { suspendedFor } from './suspendedFor'
import { never } from '../../trace/never'
import { momentWords, periodWords } from '../clockWords'
import { holderWords } from '../ownership/holderWords'
import { spanIndexAt } from './spanLane'
import type { ThreadRow, TraceIndex } from '../traceIndex'

/** What a bar says: `blocked on lock_b`, `running`; the second, shorter form is for narrow bars. */
export function spanLabel({ trace }: TraceIndex, row: ThreadRow, index: number): { readonly long: string; readonly short: string } {
  const { state, on, purpose, cpu } = spanAt(row.spans, index)
  const what = on === null ? '' : 'object' in on ? objectName(trace, on.object) : threadName(trace, on.thread)
  const waits = on !== null && 'object' in on ? waitPhrase(trace.objects.get(on.object)?.kind, what, purpose) : ''
  switch (state) {
    case 'notStarted':
      return { long: 'not started', short: 'not started' }
    case 'running':
      return cpu === null ? { long: 'running', short: 'running' } : { long: `running on CPU ${cpu}`, short: `CPU ${cpu}` }
    case 'ready':
      if (on === null) return trace.header.engine === 'command' ? { long: 'ready, waits for a CPU', short: 'ready' } : { long: 'ready', short: 'ready' }
      return { long: `ready, ${'object' in on ? freeWords(trace.objects.get(on.object)?.kind, what, purpose) : `${what} has ended`}`, short: 'ready' }
    case 'blocked':
      if (on === null) return { long: 'blocked by another thread', short: 'blocked' }
      return { long: purpose === null ? `blocked on ${what}` : `blocked on ${what} to ${purpose}`, short: 'blocked' }
    case 'waiting':
      if (on === null) return { long: offWords(trace, row.thread, row.spans.from[index] ?? 0), short: 'waiting' }
      return { long: 'thread' in on ? `waiting for ${what}${purpose === 'any' ? ', or another,' : ''} to end` : `waiting ${waits}`, short: 'waiting' }
    case 'sleeping':
      return { long: 'sleep', short: 'sleep' }
    case 'io':
      return { long: 'I/O', short: 'I/O' }
    case 'finished':
      return { long: 'end', short: 'end' }
    case 'deadlocked':
      return { long: 'DEADLOCK', short: 'DEADLOCK' }
    case 'unknown':
      return { long: 'not known: events were lost', short: 'not known' }
    default:
      return never(state)
  }
}

/** What a thread or task gave its processor away for, when the trace says no more than that. */
function offWords(trace: Trace, thread: ThreadId, from: number): string {
  const what = suspendedFor(trace, thread, from)
  if (what === 'the GIL') return 'waiting for the GIL'
  return what === '' ? 'waiting' : what.startsWith('idle') ? what : `waiting in ${what}`
}

/** Why a thread that waited for an object can go on. */
function freeWords(kind: ObjectKind | undefined, name: string, purpose: Purpose | null): string {
  if (kind === 'condition') return `notified at ${name}`
  if (kind === 'event') return `${name} was set`
  if (kind === 'future') return `${name} has its result`
  if (kind === 'barrier') return `${name} has let it go`
  if (purpose === 'put') return `${name} has a place`
  if (purpose === 'get') return `${name} has a value`
  return purpose === 'join' ? `all of ${name} is done` : `${name} is free`
}

/** A span as a sentence: `transfer-1 blocked on lock_b, steps 3 to 5, held by transfer-2`. */
export function spanWords(index: TraceIndex, row: ThreadRow, span: number): string {
  const { trace } = index
  const { from, to, state, on, purpose } = spanAt(row.spans, span)
  const clock = trace.header.clock
  if (state === 'deadlocked') {
    const what = on === null ? '' : 'object' in on ? deadlockedOn(trace, on.object, purpose) : `: waits for ${threadName(trace, on.thread)} to end`
    return `${row.name} deadlocked${what}, from ${momentWords(clock, from)} on${heldBy(index, row, span)}`
  }
  const { long } = spanLabel(index, row, span)
  return `${row.name} ${state === 'finished' ? 'ended' : long}, ${periodWords(clock, from, to)}${state === 'ready' ? '' : heldBy(index, row, span)}`
}

/** ` on lock_a`, and of what nobody holds `: waits at ready for a notify`. */
function deadlockedOn(trace: Trace, object: ObjectId, purpose: Purpose | null): string {
  const kind = trace.objects.get(object)?.kind
  const words = waitPhrase(kind, objectName(trace, object), purpose)
  return words === `for ${objectName(trace, object)}` ? ` on ${objectName(trace, object)}` : `: waits ${words}`
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
  return `, ${holderWords(trace, on.object, [...holders], row.thread)}`
}
