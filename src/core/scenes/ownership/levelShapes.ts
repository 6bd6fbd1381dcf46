import { levelAt } from '../../analysis/levels'
import { periodWords } from '../clockWords'
import { laneRuns } from '../timeline/laneRuns'
import { shareOf } from './levelRow'
import { levelWords } from './levelWords'
import type { Label, Level } from '../shape'
import { highestBit } from '../timeline/spanLane'
import type { TimeView } from '../timeline/timeView'
import type { ObjectRow, TraceIndex } from '../traceIndex'

/**
 * How much there is of what an object counts, on its row at `y`: the higher, the fuller.
 *
 *   jobs   ▁▁▁▁▄▄▄▄▇▇▇▇▄▄▄▄▁▁▁▁
 */
export function levelShapes({ trace }: TraceIndex, { info, levels }: ObjectRow, y: number, height: number, view: TimeView): Level[] {
  if (levels === null) return []
  const { metrics, measure, titles = true } = view
  const runs = laneRuns(levels.lane, view.from, view.to, view.width)
  // where events were lost there is no level
  const known = runs.filter(({ wide, first }) => !wide || (levels.columns.level[first] ?? 0) >= 0)
  return known.map((run): Level => {
    const box = { type: 'level', x: run.x0, y, width: run.x1 - run.x0, height } as const
    if (!run.wide) return { ...box, share: shareOf(highestBit(run.bits)), label: null, title: '' }
    const { from, to, level } = levelAt(levels.columns, run.first)
    const words = levelWords(info, level)
    const text = level === 0 ? undefined : [words.long, words.short].find((one) => measure(one, metrics.label) <= box.width - 16)
    const label: Label | null = text === undefined || text === '' ? null : { text, x: box.x + 8, width: measure(text, metrics.label), size: metrics.label }
    const title = titles ? `${info.name}: ${words.long}, ${periodWords(trace.header.clock, from, to)}` : ''
    return { ...box, share: Math.min(1, level / levels.full), label, title }
  })
}
