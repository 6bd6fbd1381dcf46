import { levelAt } from '../analysis/levels'
import { bandAt } from '../analysis/ownership'
import type { ObjectId } from '../trace/ids'
import { threadName } from '../trace/trace'
import { periodWords } from './clockWords'
import { heldWords } from './heldWords'
import { levelWords } from './levelWords'
import type { TraceIndex } from './traceIndex'

/** Who held and who wanted an object, and how full it was, as a row of a table. */
export interface OwnershipWords {
  readonly object: ObjectId
  readonly name: string
  /** `held by transfer-1, steps 2 to 9`, in the order of their beginnings. */
  readonly held: readonly string[]
  /** `wanted by transfer-2, steps 8 to 9`. */
  readonly wanted: readonly string[]
  /** `2 of 3 values, steps 4 to 5`; empty for what is held. */
  readonly levels: readonly string[]
}

/** The ownership strip as a table: what happened between two moments, at most `limit` of each an object. */
export function ownershipRows({ trace, objects }: TraceIndex, { from, to }: { readonly from: number; readonly to: number }, limit = 200): OwnershipWords[] {
  const clock = trace.header.clock
  return objects.map(({ info, holds, waits, levels }) => {
    const words = (columns: typeof holds, verb: (shared: boolean) => string): string[] => {
      const found: string[] = []
      for (let index = 0; index < columns.length && found.length < limit && (columns.from[index] ?? 0) < to; index++) {
        if ((columns.to[index] ?? 0) <= from) continue
        const band = bandAt(columns, index)
        found.push(`${verb(band.shared)} by ${threadName(trace, band.thread)}, ${periodWords(clock, band.from, band.to)}${band.open ? ' and on' : ''}`)
      }
      return found
    }
    const levelRows = (row: typeof levels): string[] => {
      const columns = row?.columns
      const all = columns === undefined ? [] : Array.from({ length: columns.length }, (_, index) => levelAt(columns, index))
      const seen = all.filter((level) => level.to > from && level.from < to).slice(0, limit)
      return seen.map((level) => `${levelWords(info, level.level).long}, ${periodWords(clock, level.from, level.to)}`)
    }
    return {
      object: info.id,
      name: info.name,
      held: words(holds, (shared) => heldWords(info, shared)),
      wanted: words(waits, () => 'wanted'),
      levels: levelRows(levels)
    }
  })
}
