import { bandAt } from '../analysis/ownership'
import type { ObjectId } from '../trace/ids'
import { threadName } from '../trace/trace'
import { periodWords } from './clockWords'
import type { TraceIndex } from './traceIndex'

/** Who held and who wanted an object, as a row of a table. */
export interface OwnershipWords {
  readonly object: ObjectId
  readonly name: string
  /** `held by transfer-1, steps 2 to 9`, in the order of their beginnings. */
  readonly held: readonly string[]
  /** `wanted by transfer-2, steps 8 to 9`. */
  readonly wanted: readonly string[]
}

/** The ownership strip as a table: what happened between two moments, at most `limit` of each an object. */
export function ownershipRows({ trace, objects }: TraceIndex, { from, to }: { readonly from: number; readonly to: number }, limit = 200): OwnershipWords[] {
  const clock = trace.header.clock
  return objects.map(({ info, holds, waits }) => {
    const words = (columns: typeof holds, verb: string): string[] => {
      const found: string[] = []
      for (let index = 0; index < columns.length && found.length < limit && (columns.from[index] ?? 0) < to; index++) {
        if ((columns.to[index] ?? 0) <= from) continue
        const band = bandAt(columns, index)
        found.push(`${verb} by ${threadName(trace, band.thread)}, ${periodWords(clock, band.from, band.to)}${band.open ? ' and on' : ''}`)
      }
      return found
    }
    return { object: info.id, name: info.name, held: words(holds, 'held'), wanted: words(waits, 'wanted') }
  })
}
