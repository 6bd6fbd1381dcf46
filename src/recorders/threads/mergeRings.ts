import type { GrowingColumns } from '../../core/trace/columns'
import type { RingReader } from './memory/ringReader'

/** Puts the records of all rings into one order. */
export interface Merge {
  /** Takes every record whose turn has come into the columns: tickets have no gaps, so a record waits until all before it are there. */
  take(columns: GrowingColumns): void
  /** When no writer lives any more: takes what is left, and gives the number of tickets that were taken and never written. */
  rest(columns: GrowingColumns): number
  /** Records from here on count as no earlier than this moment. */
  reach(moment: number): void
  /** The moment of the last record. */
  readonly last: number
}

/** A merge of these rings; rings may be added while it goes on. */
export function mergeRings(readers: readonly RingReader[]): Merge {
  let next = 0
  let last = 0

  function takeRun(reader: RingReader, columns: GrowingColumns): boolean {
    if (reader.ticket() !== next) return false
    do {
      last = reader.take(columns, last)
      next++
    } while (reader.ticket() === next)
    return true
  }

  function take(columns: GrowingColumns): void {
    let found = true
    while (found) {
      found = false
      for (const reader of readers) if (takeRun(reader, columns)) found = true
    }
  }

  return {
    take,
    rest(columns) {
      let holes = 0
      for (;;) {
        take(columns)
        const left = readers.map((reader) => reader.ticket()).filter((ticket) => ticket >= 0)
        if (left.length === 0) return holes
        const earliest = Math.min(...left)
        holes += earliest - next
        next = earliest
      }
    },
    reach(moment) {
      last = Math.max(last, moment)
    },
    get last() {
      return last
    }
  }
}
