import { objectId } from '../trace/ids'
import { objectName } from '../trace/trace'
import { periodWords } from './clockWords'
import { laneRuns } from './laneRuns'
import type { Rule } from './shape'
import type { TimeView } from './timeView'
import type { ThreadRow, TraceIndex } from './traceIndex'

/** The "holds" rules of a thread, in the gap under its lane at `y`: each with the dash of the lock that the thread took last. */
export function holdRules({ trace, objects }: TraceIndex, row: ThreadRow, y: number, { from, to, width, metrics }: TimeView): Rule[] {
  const { holds } = row
  if (holds === null) return []
  return laneRuns(holds.lane, from, to, width).map((run): Rule => {
    const box = { type: 'rule', x: run.x0, y: y + (metrics.laneGap - metrics.rule) / 2, width: run.x1 - run.x0, height: metrics.rule } as const
    const object = objectId(holds.object[run.first] ?? -1)
    const look = objects.find(({ info }) => info.id === object)?.look
    if (!run.wide || look === undefined) return { ...box, dash: [], double: false, title: '' }
    const period = periodWords(trace.header.clock, holds.lane.from[run.first] ?? 0, holds.lane.to[run.first] ?? 0)
    return { ...box, dash: look.dash, double: look.double, title: `${row.name} holds ${objectName(trace, object)}, ${period}` }
  })
}
