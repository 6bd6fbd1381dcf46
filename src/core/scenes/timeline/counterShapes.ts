import { format } from 'd3-format'
import type { Counter } from '../../analysis/counters'
import { periodWords } from '../clockWords'
import type { CounterRow } from './counterRow'
import { laneRuns } from './laneRuns'
import { shareOf } from '../ownership/levelRow'
import type { Label, Level } from '../shape'
import { highestBit } from './spanLane'
import type { TimeView } from './timeView'
import type { TraceIndex } from '../traceIndex'

const figure = format('.2~f')
const whole = format(',.0f')

/** `1.7 processors`, `12 MB`, `340 a second`; the second, shorter form is for narrow places. */
function valueWords(unit: Counter['unit'], value: number): { readonly long: string; readonly short: string } {
  if (unit === 'bytes') {
    const short = value >= 1e9 ? `${figure(value / 1e9)} GB` : `${whole(value / 1e6)} MB`
    return { long: short, short }
  }
  if (unit === 'per second') return { long: `${whole(value)} a second`, short: `${whole(value)}/s` }
  const short = figure(value)
  const one = short === '1'
  return { long: `${short} ${unit === 'processors' ? (one ? 'CPU' : 'CPUs') : one ? 'thread' : 'threads'}`, short }
}

/** What fills a row, in words. */
export const fullWords = ({ counter, full }: CounterRow): string => `up to ${valueWords(counter.unit, full).long}`

/**
 * How much of something a run used, on its row at `y`: the higher, the more.
 *
 *   busy   ▁▁▄▄▇▇▇▇▄▄▁▁
 */
export function counterShapes({ trace }: TraceIndex, { counter, lane, full }: CounterRow, y: number, height: number, view: TimeView): Level[] {
  const { metrics, measure, titles = true } = view
  return laneRuns(lane, view.from, view.to, view.width).map((run): Level => {
    const box = { type: 'level', x: run.x0, y, width: run.x1 - run.x0, height } as const
    if (!run.wide) return { ...box, share: shareOf(highestBit(run.bits)), label: null, title: '' }
    const value = counter.value[run.first] ?? 0
    const words = valueWords(counter.unit, value)
    const text = value === 0 ? undefined : [words.long, words.short].find((one) => 2 * measure(one, metrics.label) <= box.width)
    const label: Label | null = text === undefined ? null : { text, x: box.x + 8, width: measure(text, metrics.label), size: metrics.label }
    const title = titles ? `${counter.name}: ${words.long}, ${periodWords(trace.header.clock, counter.from[run.first] ?? 0, counter.to[run.first] ?? 0)}` : ''
    return { ...box, share: Math.min(1, value / full), label, title }
  })
}
