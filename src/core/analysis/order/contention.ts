import type { ObjectId } from '../../trace/ids'
import type { Trace } from '../../trace/trace'
import { type BandColumns, type Ownership, ownershipOf } from '../ownership'

/** How often something was got and waited for, and how long; times in the trace's unit, waits that are still open counted up to its end. */
export interface Waits {
  readonly acquisitions: number
  readonly waits: number
  readonly totalWait: number
  readonly longestWait: number
}

/** The same for one line of the program, 0 when it is unknown. */
export interface LineContention extends Waits {
  readonly line: number
}

/** What an object's waits cost, and where in the program. */
export interface Contention extends Waits {
  readonly object: ObjectId
  /** Lines that took it or waited for it, longest waits first. */
  readonly lines: readonly LineContention[]
}

type Counts = { -readonly [Key in keyof Waits]: Waits[Key] }

/** Where time went into waiting: every object that anybody waited for, the costliest first. */
export function contentionOf(trace: Trace, ownership: ReadonlyMap<ObjectId, Ownership> = ownershipOf(trace)): Contention[] {
  return [...ownership]
    .filter(([, { waits }]) => waits.length > 0)
    .map(([object, { holds, waits }]) => {
      const lines = linesOf(holds, waits)
      return { object, ...sum(lines), lines }
    })
    .toSorted((a, b) => b.totalWait - a.totalWait || b.waits - a.waits || a.object - b.object)
}

function linesOf(holds: BandColumns, waits: BandColumns): LineContention[] {
  const counts = new Map<number, Counts>()
  const at = (line: number): Counts => {
    const known = counts.get(line) ?? { acquisitions: 0, waits: 0, totalWait: 0, longestWait: 0 }
    counts.set(line, known)
    return known
  }
  for (let i = 0; i < holds.length; i++) at(holds.line[i] ?? 0).acquisitions++
  for (let i = 0; i < waits.length; i++) {
    const line = at(waits.line[i] ?? 0)
    const duration = (waits.to[i] ?? 0) - (waits.from[i] ?? 0)
    line.waits++
    line.totalWait += duration
    line.longestWait = Math.max(line.longestWait, duration)
  }
  return [...counts].map(([line, count]) => ({ line, ...count })).toSorted((a, b) => b.totalWait - a.totalWait || b.waits - a.waits || a.line - b.line)
}

function sum(lines: readonly LineContention[]): Waits {
  const total: Counts = { acquisitions: 0, waits: 0, totalWait: 0, longestWait: 0 }
  for (const { acquisitions, waits, totalWait, longestWait } of lines) {
    total.acquisitions += acquisitions
    total.waits += waits
    total.totalWait += totalWait
    total.longestWait = Math.max(total.longestWait, longestWait)
  }
  return total
}
