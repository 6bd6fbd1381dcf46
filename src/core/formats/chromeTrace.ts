import { levelAt, levelsOf } from '../analysis/levels'
import { type Band, bandAt, ownershipOf } from '../analysis/ownership'
import { type Span, spanAt, spansOf } from '../analysis/spans'
import type { ThreadState } from '../analysis/threadState'
import { eventAt } from '../trace/decode'
import { type Event, type EventType, eventTypes } from '../trace/event'
import { threadId } from '../trace/ids'
import { objectName, type Trace, threadName } from '../trace/trace'

/** The first process's number; others keep the system's, and none of those is 1. */
const firstProcess = 1

interface Entry {
  /** Nanoseconds (or steps taken as microseconds), for sorting. */
  readonly at: number
  readonly json: string
}

/**
 * A trace as Chrome Trace Event JSON, for ui.perfetto.dev and chrome://tracing. Waits are slices, each thread's states are there a second time as scheduler states,
 * holds are asynchronous slices by lock, how much there is in a queue (or has arrived, or waits) is a counter, and output, exceptions and what threads tell each other are
 * marks. A wait that never ended has a beginning and no end, and a mark at the end of the trace so
 * that every viewer draws it to there. A step is shown as a microsecond.
 */
export function chromeTrace(trace: Trace): string {
  const unit = trace.header.clock.unit === 'steps' ? 1000 : 1
  const base = basis(trace)
  const entries = [threadEntries, holdEntries, levelEntries, markEntries].flatMap((entriesOf) => entriesOf(trace, unit, base))
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

/** What every entry begins with. */
type Base = (phase: string, thread: number, at: number) => string

const processOf = (trace: Trace, thread: number): number => trace.threads.get(threadId(thread))?.process ?? firstProcess

function basis(trace: Trace): Base {
  const processes = new Map([...trace.threads.keys()].map((thread) => [thread as number, processOf(trace, thread)]))
  return (phase, thread, at) => `"ph":"${phase}","pid":${processes.get(thread) ?? firstProcess},"tid":${thread},"ts":${micros(at)}`
}

const entry = (at: number, fields: string): Entry => ({ at, json: `{${fields}}` })
const named = (name: string): string => `"name":${JSON.stringify(name)}`

function nameEntries(trace: Trace): string[] {
  const meta = (name: string, thread: number, args: object): string =>
    `{"ph":"M","pid":${processOf(trace, thread)},"tid":${thread},"name":"${name}","args":${JSON.stringify(args)}}`
  const threads = [...trace.threads.keys()].flatMap((id) => [
    meta('thread_name', id, { name: threadName(trace, id) }),
    meta('thread_sort_index', id, { sort_index: id })
  ])
  // a process is called as its first thread is
  const seen = new Set<number>([firstProcess])
  const children = [...trace.threads.keys()].filter((id) => {
    const process = processOf(trace, id)
    return !seen.has(process) && seen.add(process)
  })
  const { program, engine, arguments: words } = trace.header
  const name = program?.file ?? (engine === 'command' ? words.join(' ') : 'run')
  return [meta('process_name', 0, { name }), ...children.map((id) => meta('process_name', id, { name: threadName(trace, id) })), ...threads]
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
  deadlocked: 'S',
  unknown: null
}

const isWait: ReadonlySet<ThreadState> = new Set<ThreadState>(['blocked', 'waiting', 'sleeping', 'deadlocked'])

function threadEntries(trace: Trace, unit: number, base: Base): Entry[] {
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

function onWords(trace: Trace, { on, purpose }: Span): string {
  if (on === null) return ''
  if ('thread' in on) return `join ${threadName(trace, on.thread)}`
  const kind = trace.objects.get(on.object)?.kind ?? 'object'
  return purpose === null ? `${kind} ${objectName(trace, on.object)}` : `${purpose} ${kind} ${objectName(trace, on.object)}`
}

const waitName = (trace: Trace, span: Span): string =>
  span.on === null ? span.state : `${span.state === 'deadlocked' ? 'deadlocked' : 'waits'}: ${onWords(trace, span)}`

function holdEntries(trace: Trace, unit: number, base: Base): Entry[] {
  const entries: Entry[] = []
  let id = 0
  for (const [object, { holds }] of ownershipOf(trace)) {
    for (let i = 0; i < holds.length; i++) {
      const band: Band = bandAt(holds, i)
      const about = `"cat":"hold","id":${++id},${named(`${objectName(trace, object)} ${band.shared ? 'read' : 'held'} by ${threadName(trace, band.thread)}`)}`
      entries.push(
        entry(band.from * unit, `${base('b', band.thread, band.from * unit)},${about},"args":${JSON.stringify({ line: band.line, permit: band.permit })}`)
      )
      entries.push(entry(band.to * unit, `${base('e', band.thread, band.to * unit)},${about}`))
    }
  }
  return entries
}

function levelEntries(trace: Trace, unit: number, base: Base): Entry[] {
  return [...levelsOf(trace)].flatMap(([object, columns]) =>
    Array.from({ length: columns.length }, (_, index) => {
      const { from, level } = levelAt(columns, index)
      return entry(from * unit, `${base('C', 0, from * unit)},${named(objectName(trace, object))},"args":{"level":${level}}`)
    })
  )
}

/** What a mark says: output and exceptions themselves; `notified bell`, `put jobs` where threads tell each other something; `chose 4`. */
function markName(trace: Trace, event: Event): string | null {
  if (event.type === 'printed' || event.type === 'marked') return event.text
  if (event.type === 'raised') return `${event.kind}: ${event.message}`
  if (event.type === 'chose') return `chose ${event.value}`
  return told.has(event.type) && 'object' in event ? `${event.type} ${objectName(trace, event.object)}` : null
}

const told: ReadonlySet<EventType> = new Set<EventType>(['notified', 'set', 'cleared', 'put', 'got', 'taskDone', 'arrived', 'broken'])
const isMark = eventTypes.map((type) => told.has(type) || ['printed', 'raised', 'marked', 'chose'].includes(type))

function markEntries(trace: Trace, unit: number, base: Base): Entry[] {
  const { events } = trace
  const entries: Entry[] = []
  for (let row = 0; row < events.length; row++) {
    if (!isMark[events.type[row] ?? 0]) continue
    const event = eventAt(events, row)
    const name = markName(trace, event)
    if (name === null) continue
    entries.push(entry(event.at * unit, `${base('i', Math.max(0, event.thread), event.at * unit)},"s":"t","cat":"${event.type}",${named(name)}`))
  }
  return entries
}
