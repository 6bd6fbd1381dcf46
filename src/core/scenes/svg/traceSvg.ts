import { analysisOf } from '../../analysis/analysisOf'
import type { Trace } from '../../trace/trace'
import { traceWords } from '../badgeWords'
import { laneNames, ownershipNames } from '../timeline/gutterShapes'
import { legendShapes } from '../timeline/legendShapes'
import { projectorMetrics, screenMetrics } from '../look/metrics'
import { ownershipRows } from '../ownership/ownershipRows'
import { ownershipScene } from '../ownership/ownershipScene'
import type { GlyphName, Shape, Text } from '../shape'
import { type Panel, svg } from './svg'
import { fixedMeasure, type TextMeasure } from '../look/textMeasure'
import type { TimeView } from '../timeline/timeView'
import { type TimelineScene, timelineScene } from '../timeline/timelineScene'
import { type ThemeName, themes } from '../look/tokens'
import { timelineRows } from '../timeline/timelineRows'
import { type TraceIndex, traceIndex } from '../traceIndex'
import { waitForScene } from '../waitFor/waitForScene'

/** What an exported figure shows; all of the trace at its end when nothing is said. */
export interface FigureOptions {
  readonly theme?: ThemeName
  /** Width in CSS pixels; 1200 when left out. */
  readonly width?: number
  /** First and last moment. */
  readonly from?: number
  readonly to?: number
  /** The moment of the wait-for graph and of open waits. */
  readonly at?: number
  readonly title?: string
  readonly measure?: TextMeasure
}

const margin = 24

/**
 * A trace as one figure.
 *
 *   two_locks.py                 Simulated · 24 events · …
 *   (1) transfer-1  │ timeline                           │
 *   [A] lock_a      │ ownership                          │
 *   ⚠ cycle in words, wait-for graph
 *   legend
 */
export function traceSvg(trace: Trace, options: FigureOptions = {}): string {
  return figureSvg(traceIndex(analysisOf(trace)), options)
}

function figureSvg(index: TraceIndex, options: FigureOptions = {}): string {
  const { trace } = index
  const theme = themes[options.theme ?? 'light']
  const metrics = theme.name === 'projector' ? projectorMetrics : screenMetrics
  const measure = options.measure ?? fixedMeasure
  const inner = (options.width ?? 1200) - 2 * margin
  const gutter = Math.min(inner * 0.25, metrics.label * 14)
  const at = options.at ?? trace.end
  const view = { from: options.from ?? 0, to: options.to ?? Math.max(index.horizon, 1), width: inner - gutter, metrics, measure, cursor: at }
  const timeline = timelineScene(index, view)
  const owners = ownershipScene(index, view)
  const graphHeight = metrics.label * 22
  const graph = waitForScene(index, at, { width: Math.min(inner, graphHeight * 2.2), height: graphHeight, kind: 'resources', metrics, measure })
  const title = options.title ?? trace.header.program?.file ?? (trace.header.arguments.join(' ') || 'Trace')
  const panels: Panel[] = []
  let y = margin
  const add = (x: number, height: number, shapes: readonly Shape[]): void => {
    panels.push({ x: margin + x, y, shapes })
    y += height
  }
  add(0, metrics.label * 2.5, headShapes(title, traceWords(trace), inner, metrics.label))
  panels.push({ x: margin, y, shapes: laneNames(timeline, gutter, metrics, measure) })
  add(gutter, timeline.height + metrics.label, timelineShapes(timeline))
  panels.push({ x: margin, y, shapes: ownershipNames(owners.rows, gutter, metrics, measure) })
  add(
    gutter,
    owners.height + metrics.label,
    owners.rows.flatMap(({ shapes }) => shapes)
  )
  for (const words of graph.cycles) add(0, metrics.label * 1.6, [wordsAt(words, 0, metrics.label, metrics.label, 'danger', true, 'start')])
  if (graph.shapes.some(({ type }) => type === 'arrow')) add(0, graphHeight + metrics.label, graph.shapes)
  const legend = legendShapes(index, glyphsOf(timeline), inner, metrics, measure)
  add(0, legend.height, legend.shapes)
  const description = [traceWords(trace), ...graph.cycles, ...timelineWords(index, view), ...processWords(index), ...objectWords(index, view)].join('. ')
  return svg({ width: inner + 2 * margin, height: Math.ceil(y + margin), title, description, panels }, theme, metrics.tile)
}

/** The figure's alternative text stays readable: 40 stretches a thread, then how many are left out. */
const timelineWords = (index: TraceIndex, view: TimeView): string[] =>
  timelineRows(index, view, 40).flatMap(({ name, cells, more }) => [
    ...cells.map(({ words }) => words),
    ...(more > 0 ? [`${name}: ${more} more stretches`] : [])
  ])

/** Which lanes are of which process, where there are several. */
const processWords = ({ processes, threads }: TraceIndex): string[] =>
  processes.map((group) => {
    const lanes = threads.filter(({ thread }) => group.threads.has(thread)).map(({ name }) => name)
    return `${[group.name, group.command].filter((words) => words !== '').join(', ')}: ${lanes.join(', ')}`
  })

/** The same of the objects: who held and wanted them, and how much there was; 40 stretches of each at most. */
const objectWords = (index: TraceIndex, view: TimeView): string[] =>
  ownershipRows(index, view, 40).map(({ name, held, wanted, levels, unknown }) => {
    const cut = [levels, held, wanted, unknown].some(({ length }) => length === 40) ? ['…'] : []
    return `${name}: ${[...levels, ...held, ...wanted, ...unknown, ...cut].join('; ') || 'not used'}`
  })

const timelineShapes = ({ axis, heads, lanes, overlay }: TimelineScene): Shape[] => [
  ...axis,
  ...heads.flatMap(({ shapes }) => shapes),
  ...lanes.flatMap(({ shapes }) => shapes),
  ...overlay
]

const glyphsOf = ({ lanes }: TimelineScene): ReadonlySet<GlyphName> =>
  new Set(lanes.flatMap(({ shapes }) => shapes.flatMap((shape) => (shape.type === 'glyph' ? [shape.glyph] : []))))

const headShapes = (title: string, words: string, width: number, size: number): Shape[] => [
  wordsAt(title, 0, size * 0.7, size * 1.4, 'ink', true, 'start'),
  wordsAt(words, width, size * 0.7, size, 'ink2', false, 'end')
]

const wordsAt = (text: string, x: number, y: number, size: number, ink: Text['ink'], bold: boolean, anchor: Text['anchor']): Text => ({
  type: 'text',
  x,
  y,
  text,
  size,
  anchor,
  ink,
  bold,
  on: null
})
