import type { StateGraph, StateNode } from '../../explorer/report'
import { threadId } from '../../trace/ids'
import { counted } from '../counted'
import { around, between, type Outline } from '../waitFor/graphGeometry'
import type { Metrics } from '../look/metrics'
import type { Arc, Chip, Line, Shape, Text } from '../shape'
import type { StateGraphLayout } from './stateGraphLayout'
import { stateKindLooks } from './stateKindLook'
import type { TextMeasure } from '../look/textMeasure'
import { threadLook } from '../look/threadLook'

/** How a state graph is looked at. With `scale` 1 and no shift the whole graph fills the view. */
export interface StateGraphView {
  readonly width: number
  readonly height: number
  readonly scale: number
  readonly shiftX: number
  readonly shiftY: number
  /** The states of the run on screen, in order. */
  readonly path: readonly number[]
  /** Where the run stands at the time cursor; null before anything is known. */
  readonly current: number | null
  readonly metrics: Metrics
  readonly measure: TextMeasure
}

/** A state graph in CSS pixels from its own left upper corner. */
export interface StateGraphScene {
  /** One a state, in the graph's order. */
  readonly nodes: readonly Outline[]
  readonly shapes: readonly Shape[]
}

const margin = 30
const widestLayer = 130
const tallestRow = 60

/**
 * Every state that a program can come to, layer by layer, and the steps between them.
 *
 *          1  ○ 2
 *   start ○ <      > [E]      circle: goes on; double square E: ends; square D: deadlock; hexagon F: fails; dashed !: doomed
 *          2  ○ 1
 *
 * Zooming makes room, not larger letters: steps get their thread's number when there is room for it, and their words when there is more.
 */
export function stateGraphScene(graph: StateGraph, layout: StateGraphLayout, view: StateGraphView): StateGraphScene {
  const [dx, dy] = grid(layout, view)
  const radius = Math.max(3, Math.min(12, dy * 0.4, dx * 0.3))
  const middle = view.shiftY + (view.height / 2) * view.scale
  const nodes = layout.nodes.map(({ x, y }, node): Outline => {
    const { shape } = stateKindLooks[graph.nodes[node]?.kind ?? 'running']
    const left = Math.min(margin, view.width / 2) * view.scale
    return {
      x: view.shiftX + left + x * dx,
      y: middle + y * dy,
      radius,
      square: shape === 'square' || shape === 'doubleSquare'
    }
  })
  const taken = new Set(view.path.slice(1).map((to, at) => `${view.path[at]} ${to}`))
  const edges = graph.edges.filter(({ from, to }) => from !== to && isSeen(nodes[from], nodes[to], view))
  const lines = edges.map((edge) => edgeLine(edge, nodes, taken.has(`${edge.from} ${edge.to}`), [dx, dy], middle))
  // closer together, the numbers of one layer's steps would lie over each other
  const isNamed = dx >= 44 && dy >= 24
  const names = isNamed ? namesOf(edges, lines, nodes, (edge, at) => edgeName(edge, at, dx - 2 * radius, dy, view)) : []
  const chips = nodes.flatMap((node, at) => nodeShapes(node, graph.nodes[at], at, view))
  const words = dx >= 90 && dy >= 40 ? nodes.flatMap((node, at) => nodeWords(node, graph.nodes[at], view)) : []
  // lines of the run lie over the others, and nodes over lines
  const sorted = [...lines.filter(({ ink }) => ink !== 'accent'), ...lines.filter(({ ink }) => ink === 'accent')]
  return { nodes, shapes: [...sorted, ...chips, ...legible([...names, ...words], nodes, view)] }
}

/** Pixels between layers, and between states of a layer. */
function grid({ layers, rows }: StateGraphLayout, { width, height, scale }: StateGraphView): [number, number] {
  const across = Math.min(widestLayer, Math.max(0, width - 2 * margin) / Math.max(1, layers - 1))
  const down = Math.min(tallestRow, Math.max(0, height - 2 * margin) / Math.max(1, rows - 1))
  return [across * scale, down * scale]
}

const isSeen = (from: Outline | undefined, to: Outline | undefined, { width, height }: StateGraphView): boolean =>
  from !== undefined &&
  to !== undefined &&
  Math.max(from.x, to.x) >= 0 &&
  Math.min(from.x, to.x) <= width &&
  Math.max(from.y, to.y) >= 0 &&
  Math.min(from.y, to.y) <= height

type Edge = StateGraph['edges'][number]

/** A step in words: `T1 takes lock_a`. */
export const stepTitle = ({ thread, words }: Pick<Edge, 'thread' | 'words'>): string => `T${thread} ${words}`

/** Without the words that would lie over others, or over a number or a state: their steps keep their numbers, and zooming makes room. */
function legible(shapes: readonly Shape[], nodes: readonly Outline[], { measure }: StateGraphView): Shape[] {
  const chips = shapes.flatMap((shape) => (shape.type === 'chip' ? [{ left: shape.x, right: shape.x + shape.width, y: shape.y + shape.height / 2 }] : []))
  const taken = [...chips, ...nodes.map(({ x, y, radius }) => ({ left: x - radius, right: x + radius, y }))]
  return shapes.filter((shape) => {
    if (shape.type !== 'text') return true
    const { x, y, text, size } = shape
    const half = measure(text, size) / 2
    const isFree = !taken.some((other) => x - half < other.right && other.left < x + half && Math.abs(y - other.y) < size)
    if (isFree) taken.push({ left: x - half, right: x + half, y })
    return isFree
  })
}

const nowhere: Outline = { x: 0, y: 0, radius: 0, square: false }

function edgeLine(edge: Edge, nodes: readonly Outline[], isTaken: boolean, [dx, dy]: readonly [number, number], middle: number): Line | Arc {
  const [from, to] = [nodes[edge.from] ?? nowhere, nodes[edge.to] ?? nowhere]
  const look = { ink: isTaken ? 'accent' : 'edge', width: isTaken ? 3 : 1, opacity: isTaken ? 1 : 0.7, title: stepTitle(edge) } as const
  if (to.x > from.x) return { type: 'arrow', ...between(from, to, 2, 0), dash: [], ...look }
  // a way back to an earlier layer, or to a state beside, goes between the rows, away from the middle of the picture
  const layers = Math.round((from.x - to.x) / dx)
  const bulge = Math.min(0.5 * dy + 5 * Math.max(0, layers - 1), dy, 40)
  const isBelow = (from.y + to.y) / 2 > middle
  return { type: 'arc', ...around(from, to, 2, isBelow ? bulge : -bulge), ...look }
}

type Point = readonly [x: number, y: number]

/** Where along a line or curve, 0 to 1. */
function pointAt(line: Line | Arc, share: number): Point {
  const { x1, y1, x2, y2 } = line
  const rest = 1 - share
  if (line.type !== 'arc') return [x1 * rest + x2 * share, y1 * rest + y2 * share]
  const [near, bend, far] = [rest * rest, 2 * rest * share, share * share]
  return [near * x1 + bend * line.bx + far * x2, near * y1 + bend * line.by + far * y2]
}

/** Half the size of a thread's number on a step, pixels. */
const half = 7
// where a number may stand on its line, the best place first: nearer to where the step begins than to where it leads
const places = [0.45, 0.55, 0.35, 0.65, 0.25, 0.75]

/** A place on each line for its number, where possible not over another one or over a state; lines in order of who chooses first. */
function namePoints(lines: readonly (Line | Arc)[], nodes: readonly Outline[]): Map<Line | Arc, Point> {
  const taken: Point[] = []
  const clear = ([x, y]: Point): boolean =>
    !taken.some((other) => Math.hypot(other[0] - x, other[1] - y) < 2 * half) && !nodes.some((node) => Math.hypot(node.x - x, node.y - y) < node.radius + half)
  return new Map(
    lines.map((line) => {
      const points = places.map((share) => pointAt(line, share))
      const point = points.find(clear) ?? points[0] ?? [0, 0]
      taken.push(point)
      return [line, point]
    })
  )
}

/** The names of all steps; steps onward choose their places first. */
function namesOf(edges: readonly Edge[], lines: readonly (Line | Arc)[], nodes: readonly Outline[], name: (edge: Edge, at: Point) => Shape[]): Shape[] {
  const points = namePoints([...lines.filter(({ type }) => type === 'arrow'), ...lines.filter(({ type }) => type === 'arc')], nodes)
  return edges.flatMap((edge, at) => {
    const line = lines[at]
    const point = line && points.get(line)
    return point ? name(edge, point) : []
  })
}

/** The number of the thread on its colour, and the step's words where they fit. */
function edgeName(edge: Edge, [x, y]: Point, room: number, dy: number, { metrics, measure }: StateGraphView): Shape[] {
  const thread = threadId(edge.thread)
  const chip: Chip = {
    type: 'chip',
    x: x - half,
    y: y - half,
    width: half * 2,
    height: half * 2,
    shape: 'circle',
    fill: thread,
    stroke: 'page',
    strokeWidth: 1,
    dash: [],
    text: threadLook(thread).number,
    size: 10,
    opacity: 1,
    title: stepTitle(edge)
  }
  if (dy < 34 || measure(edge.words, metrics.label) > room + 8) return [chip]
  return [chip, { type: 'text', x, y: y - half - 7, text: edge.words, size: metrics.label, anchor: 'middle', ink: 'ink2', bold: false, on: null }]
}

function nodeShapes({ x, y, radius }: Outline, state: StateNode | undefined, at: number, { current, path }: StateGraphView): Chip[] {
  if (!state) return []
  const look = stateKindLooks[state.kind]
  const chip = (reach: number, rest: Pick<Chip, 'shape' | 'stroke' | 'strokeWidth' | 'dash' | 'text'>): Chip => ({
    type: 'chip',
    x: x - reach,
    y: y - reach,
    width: reach * 2,
    height: reach * 2,
    fill: null,
    size: Math.max(9, Math.round(radius * 1.1)),
    opacity: 1,
    title: stateWords(state, at),
    ...rest
  })
  const isTaken = path.includes(at)
  // the state itself, with a ring round it where the run stands
  const own = chip(radius, {
    shape: look.shape,
    stroke: isTaken && look.stroke === 'edge' ? 'accent' : look.stroke,
    strokeWidth: look.strokeWidth + (isTaken ? 1 : 0),
    dash: look.dash,
    text: radius < 6 ? '' : at === 0 ? '0' : look.letter
  })
  if (at !== current) return [own]
  return [chip(radius + 5, { shape: 'circle', stroke: 'accent', strokeWidth: 3, dash: [], text: '' }), own]
}

function nodeWords({ x, y, radius }: Outline, state: StateNode | undefined, { metrics, measure, width }: StateGraphView): Text[] {
  const [text] = state?.changes ?? []
  if (text === undefined) return []
  // a state that is in sight keeps its words in sight
  const wide = measure(text, metrics.label) / 2 + 2
  const inside = x < 0 || x > width ? x : Math.max(wide, Math.min(width - wide, x))
  return [{ type: 'text', x: inside, y: y + radius + 9, text, size: metrics.label, anchor: 'middle', ink: 'ink', bold: false, on: null }]
}

/** A state in words: `State 12, 3 steps from the start, deadlock: counter = 1`. */
export function stateWords({ kind, depth, changes }: StateNode, at: number): string {
  const what = kind === 'running' ? '' : `, ${stateKindLooks[kind].word}`
  const changed = changes.length > 0 ? `: ${changes.join(', ')}` : ''
  return `State ${at}, ${counted(depth, 'step')} from the start${what}${changed}`
}
