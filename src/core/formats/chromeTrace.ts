import { type Band, bandAt, ownershipOf } from '../analysis/ownership'
import { type Span, spanAt, spansOf } from '../analysis/spans'
import type { ThreadState } from '../analysis/threadState'
import { eventAt } from '../trace/decode'
import { eventCode } from '../trace/event'
import { objectName, type Trace, threadName } from '../trace/trace'

/** Names for the process row, and the one process number there is. */
const processNumber = 1

interface Entry {
  /** Nanoseconds (or steps taken as microseconds), for sorting. */
  readonly at: number
  readonly json: string
}

/**
 * A trace as Chrome Trace Event JSON, for ui.perfetto.dev and chrome://tracing. Waits are slices, each thread's states are there a second time as scheduler states,
 * holds are asynchronous slices by lock, output and exceptions are marks. A wait that never ended has a beginning and no end, and a mark at the end of the trace so
 * that every viewer draws it to there. A step is shown as a microsecond.
 */
export function chromeTrace(trace: Trace): string {
  const unit = trace.header.clock.unit === 'steps' ? 1000 : 1
  const entries = [...threadEntries(trace, unit), ...holdEntries(trace, unit), ...markEntries(trace, unit)]
  const sorted = entries.toSorted((a, b) => a.at - b.at).map(({ json }) => json)
  const { engine, tool, program } = trace.header
  const other = JSON.stringify({ engine, tool, program: program?.file ?? null, clock: trace.header.clock.unit })
  return `{"displayTimeUnit":"ns","otherData":${other},"traceEvents":[\n${[...nameEntries(trace), ...sorted].join(',\n')}\n]}\n`
}

/** Microseconds with three decimals, from whole nanoseconds: as text, because a sum of doubles would break the nesting. */
function micros(nanos: number): string {
  const whole = Math.round(nanos)
  const rest = whole % 1000
  return `${(whole - rest) / 1000}${rest === 0 ? '' : `.${String(rest).padStart(3, '0')}`}`
}

const base = (phase: string, thread: number, at: number): string => `"ph":"${phase}","pid":${processNumber},"tid":${thread},"ts":${micros(at)}`
const entry = (at: number, fields: string): Entry => ({ at, json: `{${fields}}` })
const named = (name: string): string => `"name":${JSON.stringify(name)}`

function nameEntries(trace: Trace): string[] {
  const meta = (name: string, thread: number, args: object): string =>
    `{"ph":"M","pid":${processNumber},"tid":${thread},"name":"${name}","args":${JSON.stringify(args)}}`
  const threads = [...trace.threads.keys()].flatMap((id) => [
    meta('thread_name', id, { name: threadName(trace, id) }),
    meta('thread_sort_index', id, { sort_index: id })
  ])
  return [meta('process_name', 0, { name: trace.header.program?.file ?? 'run' }), ...threads]
}

/** Scheduler states as Perfetto knows them; a thread that is not there has none. */
const schedulerState: Readonly<Record<ThreadState, string | null>> = {
  notStarted: null,
  running: 'Running',
  ready: 'R',
  blocked: 'S',
  waiting: 'S',
  sleeping: 'S',
  io: 'D',
  finished: null,
  deadlocked: 'S'
}

const isWait: ReadonlySet<ThreadState> = new Set<ThreadState>(['blocked', 'waiting', 'sleeping', 'deadlocked'])

function threadEntries(trace: Trace, unit: number): Entry[] {
  const entries: Entry[] = []
  for (const [thread, columns] of spansOf(trace)) {
    for (let i = 0; i < columns.length; i++) {
      const span = spanAt(columns, i)
      const from = span.from * unit
      const state = schedulerState[span.state]
      if (state === null) continue
      const length = `"dur":${micros((span.to - span.from) * unit)}`
      const why = span.on === null ? '' : `,"args":${JSON.stringify({ cpu: 0, blocked_function: onWords(trace, span) })}`
      entries.push(entry(from, `${base('T', thread, from)},${length},"name":"${state}"${why}`))
      if (!isWait.has(span.state)) continue
      const wait = `${named(waitName(trace, span))},"cat":"${span.state}","args":${JSON.stringify({ line: span.line })}`
      const openEnd = span.to === trace.end && span.state !== 'sleeping'
      entries.push(entry(from, openEnd ? `${base('B', thread, from)},${wait}` : `${base('X', thread, from)},${length},${wait}`))
      if (openEnd) entries.push(entry(trace.end * unit, `${base('i', thread, trace.end * unit)},"s":"t",${named('end of recording')}`))
    }
  }
  return entries
}

function onWords(trace: Trace, { on }: Span): string {
  if (on === null) return ''
  if ('thread' in on) return `join ${threadName(trace, on.thread)}`
  return `${trace.objects.get(on.object)?.kind ?? 'object'} ${objectName(trace, on.object)}`
}

const waitName = (trace: Trace, span: Span): string =>
  span.on === null ? span.state : `${span.state === 'deadlocked' ? 'deadlocked' : 'waits'}: ${onWords(trace, span)}`

function holdEntries(trace: Trace, unit: number): Entry[] {
  const entries: Entry[] = []
  let id = 0
  for (const [object, { holds }] of ownershipOf(trace)) {
    for (let i = 0; i < holds.length; i++) {
      const band: Band = bandAt(holds, i)
      const about = `"cat":"hold","id":${++id},${named(`${objectName(trace, object)} held by ${threadName(trace, band.thread)}`)}`
      entries.push(
        entry(band.from * unit, `${base('b', band.thread, band.from * unit)},${about},"args":${JSON.stringify({ line: band.line, permit: band.permit })}`)
      )
      entries.push(entry(band.to * unit, `${base('e', band.thread, band.to * unit)},${about}`))
    }
  }
  return entries
}

function markEntries(trace: Trace, unit: number): Entry[] {
  const entries: Entry[] = []
  for (const row of trace.events.texts.keys()) {
    const type = trace.events.type[row]
    if (type !== eventCode.printed && type !== eventCode.raised && type !== eventCode.marked) continue
    const event = eventAt(trace.events, row)
    const text = event.type === 'printed' || event.type === 'marked' ? event.text : event.type === 'raised' ? `${event.kind}: ${event.message}` : ''
    entries.push(entry(event.at * unit, `${base('i', Math.max(0, event.thread), event.at * unit)},"s":"t","cat":"${event.type}",${named(text)}`))
  }
  return entries
}
