import type { GrowingColumns } from './columns'
import { type Event, eventCode, type TraceValue } from './event'
import { never } from './never'

/** Adds an event to columns. The inverse of `eventAt`. */
export function pushEvent(columns: GrowingColumns, event: Event): void {
  const code = eventCode[event.type]
  const push = (object: number, value: number, text: string | null): void => columns.push(code, event.at, event.thread, object, event.line, value, text)
  switch (event.type) {
    case 'processStarted':
      return push(event.process, event.parent, event.command)
    case 'processExited':
      return push(event.process, event.code, null)
    case 'threadStarted':
      return push(event.parent, event.process ?? Number.NaN, event.name)
    case 'declared':
      return push(event.object, event.capacity ?? Number.NaN, `${event.kind} ${event.name}`)
    case 'requested':
      return push(event.object, event.timeout ?? Number.NaN, event.to ?? null)
    case 'waitBegan':
      return push(event.object, event.timeout ?? Number.NaN, event.to ?? null)
    case 'acquired':
      return push(event.object, event.tried === true ? 1 : Number.NaN, null)
    case 'released':
    case 'tryFailed':
    case 'timedOut':
    case 'woken':
    case 'taskDone':
    case 'set':
    case 'cleared':
    case 'arrived':
    case 'broken':
    case 'acquiredShared':
    case 'releasedShared':
    case 'workEnded':
      return push(event.object, Number.NaN, null)
    case 'joinBegan':
      return push(event.target, event.timeout ?? Number.NaN, event.to ?? null)
    case 'joined':
      return push(event.target, Number.NaN, null)
    case 'read':
    case 'written':
    case 'put':
    case 'got':
      return push(event.object, ...valueColumns(event.value))
    case 'taskStarted':
      return push(event.parent, event.loop, event.name)
    case 'suspended':
      return push(-1, Number.NaN, event.on)
    case 'cancelAsked':
      return push(event.target, Number.NaN, null)
    case 'workBegan':
      return push(event.object, Number.NaN, event.name)
    case 'observed':
      return push(-1, event.cpu ?? Number.NaN, event.state)
    case 'measured':
      return push(event.process, event.value, event.name)
    case 'snapshot':
      return push(event.process, Number.NaN, `${event.kind} ${event.json}`)
    case 'chose':
      return push(-1, ...valueColumns(event.value))
    case 'notified':
      return push(event.object, event.target, null)
    case 'printed':
      return push(-1, event.stream === 'stdout' ? 1 : 2, event.text)
    case 'raised':
      return push(-1, Number.NaN, `${event.kind}: ${event.message}`)
    case 'sleepBegan':
      return push(-1, event.seconds, null)
    case 'threadEnded':
    case 'resumed':
    case 'cancelled':
    case 'sleepEnded':
    case 'reached':
      return push(-1, Number.NaN, null)
    case 'dropped':
      return push(-1, event.count, event.since === null ? null : String(event.since))
    case 'marked':
      return push(-1, Number.NaN, event.text)
    case 'ended':
      return push(-1, event.dropped, event.status)
    default:
      return never(event)
  }
}

const valueColumns = (value: TraceValue): [number, string | null] => (typeof value === 'number' ? [value, null] : [Number.NaN, value])
