import { type LevelColumns, levelAt } from '../../analysis/levels'
import { type BandColumns, bandAt } from '../../analysis/ownership'
import { moment, type ObjectId } from '../../trace/ids'
import { threadName } from '../../trace/trace'
import { periodWords } from '../clockWords'
import { heldWords } from './heldWords'
import { levelWords, unknownWords } from './levelWords'
import type { TraceIndex } from '../traceIndex'

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
  /** `events were lost, who holds it is not known, steps 4 to 9`. */
  readonly unknown: readonly string[]
}

interface Period {
  readonly from: number
  readonly to: number
}

/** The ownership strip as a table: what happened between two moments, at most `limit` of each an object. */
export function ownershipRows({ trace, objects }: TraceIndex, period: Period, limit = 200): OwnershipWords[] {
  const clock = trace.header.clock
  return objects.map(({ info, holds, waits, unknown, levels }) => {
    const bandWords = (columns: BandColumns, verb: (shared: boolean) => string): string[] =>
      within(columns, period, limit).map((index) => {
        const { shared, thread, from, to, open } = bandAt(columns, index)
        return `${verb(shared)} by ${threadName(trace, thread)}, ${periodWords(clock, from, to)}${open ? ' and on' : ''}`
      })
    const levelRow = (columns: LevelColumns, index: number): string => {
      const { level, from, to } = levelAt(columns, index)
      return `${levelWords(info, level).long}, ${periodWords(clock, from, to)}`
    }
    return {
      object: info.id,
      name: info.name,
      held: bandWords(holds, (shared) => heldWords(info, shared)),
      wanted: bandWords(waits, () => 'wanted'),
      levels:
        levels === null
          ? []
          : within(levels.columns, period, limit)
              .filter((index) => (levels.columns.level[index] ?? 0) >= 0)
              .map((index) => levelRow(levels.columns, index)),
      unknown: within(unknown, period, limit).map(
        (index) => `events were lost, ${unknownWords(info)}, ${periodWords(clock, moment(unknown.from[index] ?? 0), moment(unknown.to[index] ?? 0))}`
      )
    }
  })
}

/** The first `limit` stretches that a period touches, of columns in the order of their beginnings; what is open goes on behind the trace's last moment. */
function within(columns: Pick<BandColumns, 'length' | 'from' | 'to'> & { readonly open?: Uint8Array }, { from, to }: Period, limit: number): number[] {
  const found: number[] = []
  for (let index = 0; index < columns.length && found.length < limit && (columns.from[index] ?? 0) < to; index++) {
    if ((columns.to[index] ?? 0) > from || columns.open?.[index] === 1) found.push(index)
  }
  return found
}
