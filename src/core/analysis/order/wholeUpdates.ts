import type { EventColumns } from '../../trace/columns'
import { eventCode } from '../../trace/event'

/** What a read or write is in its step: an access of its own, the one that stands for a whole read-modify-write, or a part of one that is told already. */
export type PartOfStep = 'own' | 'update' | 'told'

/**
 * In a step clock nobody comes between the events of a step: a read and a write of one variable there are one atomic read-modify-write. It is told where it first
 * reads.
 */
export function partOfStep(events: EventColumns, row: number): PartOfStep {
  const object = events.object[row]
  const isWrite = events.type[row] === eventCode.written
  if (!((events.at[row] ?? 0) > 0)) return 'own'
  for (let before = row - 1; isSameStep(events, row, before); before--) {
    if (events.type[before] === eventCode.read && events.object[before] === object) return isWrite || isWritten(events, row) ? 'told' : 'own'
  }
  return !isWrite && isWritten(events, row) ? 'update' : 'own'
}

function isWritten(events: EventColumns, row: number): boolean {
  for (let later = row + 1; isSameStep(events, row, later); later++) {
    if (events.type[later] === eventCode.written && events.object[later] === events.object[row]) return true
  }
  return false
}

const isSameStep = ({ at, thread, length }: EventColumns, row: number, other: number): boolean =>
  other >= 0 && other < length && at[other] === at[row] && thread[other] === thread[row]
