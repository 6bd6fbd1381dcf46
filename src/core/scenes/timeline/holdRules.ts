import { objectId } from '../../trace/ids'
import { objectName, type Trace } from '../../trace/trace'
import { momentWords, periodWords } from '../clockWords'
import { laneRuns } from './laneRuns'
import type { Rule } from '../shape'
import type { TimeView } from './timeView'
import type { ThreadRow, TraceIndex } from '../traceIndex'

/** The "holds" rules of a thread, in the gap under its lane at `y`: each with the dash of the lock that the thread took last. */
export function holdRules({ trace, objects, stuck }: TraceIndex, row: ThreadRow, y: number, { from, to, width, metrics, titles = true }: TimeView): Rule[] {
  const { holds } = row
  if (holds === null) return []
  const looks = new Map(objects.map(({ info, look }) => [info.id, look]))
  const top = y + (metrics.laneGap - metrics.rule) / 2
  return laneRuns(holds.lane, from, to, width).map(({ x0, x1, first, wide }): Rule => {
    const object = objectId(holds.object[first] ?? -1)
    const look = wide ? looks.get(object) : undefined
    let title = ''
    if (wide && titles) {
      title = `${row.name} holds ${objectName(trace, object)}, ${holdPeriod(trace, holds.lane.from[first] ?? 0, holds.lane.to[first] ?? 0, stuck.has(row.thread))}`
    }
    return { type: 'rule', x: x0, y: top, width: x1 - x0, height: metrics.rule, dash: look?.dash ?? solid, double: look?.double ?? false, title }
  })
}

/** When something was held; a stuck thread's hold that goes beyond the end of the trace has no end. */
const holdPeriod = ({ header: { clock }, end }: Trace, from: number, to: number, isStuck: boolean): string =>
  isStuck && to > end ? `from ${momentWords(clock, from)} on, for ever` : periodWords(clock, from, to)

const solid: readonly number[] = []
