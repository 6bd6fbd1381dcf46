import type { StateGraph, StateNode } from '../explorer/report'
import { threadId } from '../trace/ids'
import { counted } from './counted'
import { between, type Outline } from './graphGeometry'
import type { Metrics } from './metrics'
import type { Chip, Line, Shape, Text } from './shape'
import type { StateGraphLayout } from './stateGraphLayout'
import { stateKindLooks } from './stateKindLook'
import type { TextMeasure } from './textMeasure'
import { threadLook } from './threadLook'

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
  const nodes = layout.nodes.map(({ x, y }, node): Outline => {
    const { shape } = stateKindLooks[graph.nodes[node]?.kind ?? 'running']
    const left = Math.min(margin, view.width / 2) * view.scale
    return {
      x: view.shiftX + left + x * dx,
      y: view.shiftY + (view.height / 2) * view.scale + y * dy,
      radius,
      square: shape === 'square' || shape === 'doubleSquare'
    }
  })
  const taken = new Set(view.path.slice(1).map((to, at) => `${view.path[at]} ${to}`))
  const edges = graph.edges.filter(({ from, to }) => from !== to && isSeen(nodes[from], nodes[to], view))
  const lines = edges.map((edge) => edgeLine(edge, nodes, taken.has(`${edge.from} ${edge.to}`)))
  // closer together, the numbers of one layer's steps would lie over each other
  const names = dx < 44 || dy < 24 ? [] : edges.flatMap((edge, at) => edgeName(edge, lines[at], dx - 2 * radius, dy, view))
  const chips = nodes.flatMap((node, at) => nodeShapes(node, graph.nodes[at], at, view))
  const words = dx >= 90 && dy >= 40 ? nodes.flatMap((node, at) => nodeWords(node, graph.nodes[at], view)) : []
  // lines of the run lie over the others, and nodes over lines
  const sorted = [...lines.filter(({ ink }) => ink !== 'accent'), ...lines.filter(({ ink }) => ink === 'accent')]
  return { nodes, shapes: [...sorted, ...chips, ...legible([...names, ...words], view)] }
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

/** Without the words that would lie over others: their steps keep their numbers, and zooming makes room. */
function legible(shapes: readonly Shape[], { measure }: StateGraphView): Shape[] {
  const taken: { readonly left: number; readonly right: number; readonly y: number }[] = []
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

function edgeLine(edge: Edge, nodes: readonly Outline[], isTaken: boolean): Line {
  const [from, to] = [nodes[edge.from] ?? nowhere, nodes[edge.to] ?? nowhere]
  // a way back to an earlier layer lies beside the way there
  const place = between(from, to, 2, to.x <= from.x ? 6 : 0)
  return { type: 'arrow', ...place, ink: isTaken ? 'accent' : 'edge', width: isTaken ? 3 : 1, dash: [], opacity: isTaken ? 1 : 0.7, title: stepTitle(edge) }
}

/** The number of the thread on its colour, and the step's words where they fit. */
function edgeName(edge: Edge, line: Line | undefined, room: number, dy: number, { metrics, measure }: StateGraphView): Shape[] {
  if (!line) return []
  const size = 7
  const [x, y] = [line.x1 + (line.x2 - line.x1) * 0.45, line.y1 + (line.y2 - line.y1) * 0.45]
  const thread = threadId(edge.thread)
  const chip: Chip = {
    type: 'chip',
    x: x - size,
    y: y - size,
    width: size * 2,
    height: size * 2,
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
  return [chip, { type: 'text', x, y: y - size - 7, text: edge.words, size: metrics.label, anchor: 'middle', ink: 'ink2', bold: false, on: null }]
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

function nodeWords({ x, y, radius }: Outline, state: StateNode | undefined, { metrics }: StateGraphView): Text[] {
  const [text] = state?.changes ?? []
  if (text === undefined) return []
  return [{ type: 'text', x, y: y + radius + 9, text, size: metrics.label, anchor: 'middle', ink: 'ink', bold: false, on: null }]
}

/** A state in words: `State 12, 3 steps from the start, deadlock: counter = 1`. */
export function stateWords({ kind, depth, changes }: StateNode, at: number): string {
  const what = kind === 'running' ? '' : `, ${stateKindLooks[kind].word}`
  const changed = changes.length > 0 ? `: ${changes.join(', ')}` : ''
  return `State ${at}, ${counted(depth, 'step')} from the start${what}${changed}`
}
