import { type EventColumns } from '../trace/columns'
import { eventAt } from '../trace/decode'
import { eventCode } from '../trace/event'
import { type Moment, moment } from '../trace/ids'

/** A stretch of a recording in which events are missing. */
export interface Loss {
  readonly count: number
  readonly from: Moment
  readonly to: Moment
}

const { dropped } = eventCode

/** Since when events are missing, of a row that says that they are; null of any other. */
export function lostSince({ type, value, texts, at }: EventColumns, row: number): number | null {
  if (type[row] !== dropped || !((value[row] ?? 0) > 0)) return null
  return Number(texts.get(row) ?? at[row - 1] ?? 0)
}

/** What is missing in these events, in order; `before`: what is known to be missing before them. Stretches that meet are one. */
export function lossesOf(events: EventColumns, before: readonly Loss[] = []): readonly Loss[] {
  let row = events.type.indexOf(dropped)
  if (row < 0 || row >= events.length) return before
  const losses = [...before]
  for (; row >= 0 && row < events.length; row = events.type.indexOf(dropped, row + 1)) {
    const event = eventAt(events, row)
    if (event.type !== 'dropped' || event.count === 0) continue
    const from = event.since ?? moment(events.at[row - 1] ?? 0)
    const last = losses.at(-1)
    if (last !== undefined && from <= last.to) losses[losses.length - 1] = { count: last.count + event.count, from: last.from, to: event.at }
    else losses.push({ count: event.count, from, to: event.at })
  }
  return losses
}
