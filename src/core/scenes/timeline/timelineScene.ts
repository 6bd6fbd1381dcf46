import { type ThreadState, threadStates } from '../../analysis/threadState'
import { moment, type ThreadId } from '../../trace/ids'
import { axisTicks } from './axis'
import { glyphShapes } from './glyphShapes'
import { holdRules } from './holdRules'
import { type LaneRun, laneRuns } from './laneRuns'
import type { Metrics } from '../look/metrics'
import { headHeight, type ProcessHead, processHead } from './processHead'
import type { Bar, Glyph, Label, Line, Shape, Strip } from '../shape'
import { highestBit } from './spanLane'
import { stallWords } from '../stallWords'
import { spanLabel, spanWords } from './spanWords'
import { statesBySeverity } from '../look/stateLook'
import type { TextMeasure } from '../look/textMeasure'
import { type TimeView, xOf } from './timeView'
import type { ThreadRow, TraceIndex } from '../traceIndex'
import { waitArrows } from './waitArrows'

/** One thread's lane. */
export interface TimelineLane {
  readonly thread: ThreadId
  readonly name: string
  /** A task, to be named otherwise than a thread. */
  readonly isTask: boolean
  /** How many tasks it stands for. */
  readonly stands: number
  readonly y: number
  readonly height: number
  /** Bars, then strips, then rules, then glyphs: in the order in which they are painted. */
  readonly shapes: readonly Shape[]
}

/** The timeline: everything in CSS pixels from its own left upper corner. */
export interface TimelineScene {
  readonly width: number
  readonly height: number
  /** Grid lines and tick labels; grid lines go under the lanes. */
  readonly axis: readonly Shape[]
  /** Over the lanes of each process; none where there is only one. */
  readonly heads: readonly ProcessHead[]
  readonly lanes: readonly TimelineLane[]
  /** Arrows of open waits, over all lanes. */
  readonly overlay: readonly Shape[]
}

/** From this width on a bar may have a label. */
const labelWidth = 40

/**
 * The timeline of a trace.
 *
 *   0        2        4        6          axis
 *   ──────────────────────────────────   head: whose lanes these are, where there are several processes
 *   ┌────────────┬──────┬──────────────   lane: bars, strips where bars would be under 3 pixels, glyphs on the upper edge
 *   └────────────┴──────┴──────────────
 *   ═════════════════════                 "holds" rule in the gap
 *
 * Work and the number of shapes are bounded by lanes × pixels, however long the trace.
 */
export function timelineScene(index: TraceIndex, view: TimeView): TimelineScene {
  const { metrics } = view
  const width = Math.max(0, Math.floor(view.width))
  const pitch = metrics.lane + metrics.laneGap
  const exact = { ...view, width }
  const heads: ProcessHead[] = []
  const lanes: TimelineLane[] = []
  let height = metrics.axis
  const draw = (row: ThreadRow): void => {
    lanes.push(timelineLane(index, row, height, exact))
    height += pitch
  }
  if (index.processes.length === 0) index.threads.forEach(draw)
  for (const group of index.processes) {
    heads.push(processHead(group, index.trace, height, exact))
    height += headHeight(exact)
    for (const row of index.threads) if (group.threads.has(row.thread)) draw(row)
  }
  return {
    width,
    height,
    axis: axisShapes(index, exact, height),
    heads,
    lanes,
    overlay: view.cursor === null ? [] : waitArrows(index.analysis.waitForAt(moment(view.cursor)), lanes, exact, index.trace)
  }
}

function timelineLane(index: TraceIndex, row: ThreadRow, y: number, view: TimeView): TimelineLane {
  const { metrics } = view
  const shapes: Shape[] = []
  const glyphs = glyphShapes(index, row, y, view)
  const counts = glyphs.filter(({ count }) => count > 1)
  for (const run of laneRuns(row.lane, view.from, view.to, view.width)) {
    shapes.push(run.wide ? besideCounts(barShape(index, row, run, y, view), counts, view) : stripShape(run, y, metrics.lane))
  }
  shapes.push(...stallLines(index, row, y + metrics.lane, view), ...holdRules(index, row, y + metrics.lane, view), ...glyphs)
  return { thread: row.thread, name: row.name, isTask: row.isTask, stands: row.stands, y, height: metrics.lane, shapes }
}

/** Along the lower edge, where the task (or one of the group) kept its loop for too long. */
function stallLines({ trace, stalls }: TraceIndex, row: ThreadRow, y: number, view: TimeView): Line[] {
  const loop = trace.threads.get(row.thread)?.loop ?? null
  return stalls
    .filter((stall) => (row.stands > 1 ? stall.loop === loop : stall.task === row.thread) && stall.to > view.from && stall.from < view.to)
    .slice(0, Math.floor(view.width / 4))
    .map((stall) => {
      const [x1, x2] = [Math.max(0, xOf(view, stall.from)), Math.min(view.width, xOf(view, stall.to))]
      const at = y - 2
      return { type: 'line', x1, y1: at, x2: Math.max(x1 + 2, x2), y2: at, ink: 'danger', width: 4, dash: [], opacity: 1, title: stallWords(trace, stall) }
    })
}

const stripShape = ({ x0, x1, bits, count }: LaneRun, y: number, height: number): Strip => ({
  type: 'strip',
  x: x0,
  y,
  width: x1 - x0,
  height,
  state: statesBySeverity[highestBit(bits)] ?? 'running',
  count
})

function barShape(index: TraceIndex, row: ThreadRow, { x0, x1, first }: LaneRun, y: number, { metrics, measure, titles = true }: TimeView): Bar {
  const state = threadStates[row.spans.state[first] ?? 0] ?? 'running'
  const width = x1 - x0
  // a thread that has not started has an empty bar: a word would stand in the air
  const label =
    width < labelWidth || state === 'notStarted'
      ? null
      : barLabel(spanLabel(index, row, first), { x: x0, width, indent: indents[state] ?? 8 }, metrics, measure)
  return { type: 'bar', x: x0, y, width, height: metrics.lane, state, label, title: titles ? spanWords(index, row, first) : '' }
}

/** A label begins behind the number of a mark that stands where it would, if it has the room there. */
function besideCounts(bar: Bar, counts: readonly Glyph[], { metrics, measure }: TimeView): Bar {
  const { label } = bar
  if (label === null) return bar
  const covered = counts.find(({ x, size, count }) => {
    const end = x + size / 2 + 3 + measure(`×${count}`, size)
    return x < label.x + label.width + 4 && end > label.x - 4
  })
  if (covered === undefined) return bar
  const x = covered.x + covered.size / 2 + 3 + measure(`×${covered.count}`, covered.size) + metrics.label * 0.6
  return x < label.x || x + label.width + 8 > bar.x + bar.width ? bar : { ...bar, label: { ...label, x } }
}

/** Where arrows of waits begin at a bar's start, its label leaves them room, pixels: one for a lock, two side by side in a ring, all beside the time cursor. */
const indents: Partial<Record<ThreadState, number>> = { blocked: 18, deadlocked: 28 }

/** The longer of two texts that fits; none when neither does. The indent is given up first. */
function barLabel(
  { long, short }: { readonly long: string; readonly short: string },
  { x, width, indent }: { readonly x: number; readonly width: number; readonly indent: number },
  { label: size }: Metrics,
  measure: TextMeasure
): Label | null {
  const text = [long, short].find((words) => measure(words, size) <= width - 16)
  if (text === undefined) return null
  const wide = measure(text, size)
  return { text, x: x + Math.max(8, Math.min(indent, width - wide - 8)), width: wide, size }
}

/** Between the labels of two ticks, in pixels. */
const labelGap = 6

function axisShapes({ trace, horizon, threads }: TraceIndex, view: TimeView, height: number): Shape[] {
  const { from, to, width, metrics, measure } = view
  if (threads.length === 0) return []
  const ticks = axisTicks(trace.header.clock, Math.max(0, from), Math.min(to, Math.max(horizon, trace.end)), width, metrics.label, measure)
  let free = Number.NEGATIVE_INFINITY
  return ticks.flatMap(({ at, label }): Shape[] => {
    const x = xOf(view, at)
    const wide = measure(label, metrics.label)
    const anchor = x < wide / 2 ? 'start' : x > width - wide / 2 ? 'end' : 'middle'
    const line: Shape = { type: 'line', x1: x, y1: metrics.axis, x2: x, y2: height, ink: 'line', width: 1, dash: [], opacity: 1, title: '' }
    // a label that was moved to stay in the picture would lie over its neighbour
    const left = x - wide * { start: 0, middle: 0.5, end: 1 }[anchor]
    if (left < free) return [line]
    free = left + wide + labelGap
    return [line, { type: 'text', x, y: metrics.axis / 2, text: label, size: metrics.label, anchor, ink: 'ink2', bold: false, on: null }]
  })
}
