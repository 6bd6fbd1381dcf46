import type { EventColumns } from '../trace/columns'
import { type Purpose, purposes } from '../trace/event'
import { countWord, kindQueue, kindRwlock, objectWords, type RunFrame, type RunState, word } from './runState'

/** A purpose in one word of a thread's state: 0 none. */
export const toCode = (to: Purpose | null): number => (to === null ? 0 : purposes.indexOf(to) + 1)
/** The inverse of `toCode`. */
export const purposeOf = (code: number): Purpose | null => purposes[code - 1] ?? null

/** Whether a row names an object that was declared. */
export function isObject(events: EventColumns, frame: RunFrame, row: number): boolean {
  const object = events.object[row] ?? -1
  return object >= 0 && object < frame.objectCount
}

/** What a row asks its object for, where there is more than one thing to ask. Recordings need not say so: then the state of the object tells it as well as it can. */
export function purposeCode(events: EventColumns, frame: RunFrame, { objects }: RunState, row: number): number {
  const said = events.texts.get(row)
  if (said !== undefined) return toCode(purposes.find((known) => known === said) ?? null)
  if (!isObject(events, frame, row)) return 0
  const object = events.object[row] ?? 0
  if (frame.kinds[object] === kindRwlock) return toCode('write')
  if (frame.kinds[object] !== kindQueue) return 0
  const values = word(objects, object * objectWords + countWord)
  if (values === 0) return toCode('get')
  return toCode(values >= (frame.capacities[object] ?? Number.POSITIVE_INFINITY) ? 'put' : 'join')
}
