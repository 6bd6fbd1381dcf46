import { moment } from '../../trace/ids'
import { keyOf, uncrowded } from './crowdedNodes'
import { graphChip } from './graphChip'
import { between, type SceneNode } from './graphGeometry'
import { nodeNames } from './nodeNames'
import type { ObjectShape } from '../look/lockLook'
import type { Metrics } from '../look/metrics'
import type { Line, Shape, Text } from '../shape'
import type { TextMeasure } from '../look/textMeasure'
import type { TraceIndex } from '../traceIndex'
import { type GraphEdge, type NodeKey, type WaitForGraph, waitForGraph } from './waitForGraph'
import type { PlacedNode } from './waitForLayout'

/** How the wait-for graph is looked at. */
export interface GraphView {
  readonly width: number
  readonly height: number
  /** Threads and objects with who holds and who wants what, or threads only with who waits for whom. */
  readonly kind: 'resources' | 'threads'
  readonly metrics: Metrics
  readonly measure: TextMeasure
}

/** The wait-for graph at a moment, in CSS pixels from its own left upper corner. */
export interface WaitForScene {
  readonly width: number
  readonly height: number
  readonly nodes: readonly SceneNode[]
  /** Lines, then nodes, then words. */
  readonly shapes: readonly Shape[]
  /** One line a deadlock: `cycle transfer-1 → lock_b → transfer-2 → lock_a → transfer-1`. */
  readonly cycles: readonly string[]
}

/**
 * The wait-for graph of a trace at a moment.
 *
 *            held by  [A]  waits for
 *   transfer-1 (1)           (2) transfer-2      solid: object to holder; dashed: thread to what it waits for; dotted: others may help too
 *          waits for  [B]  held by
 *
 * Nodes stand where the trace's layout puts them, whatever the moment; those that neither hold nor wait are faint, and of a crowd they are left out and counted.
 */
export function waitForScene(index: TraceIndex, at: number, view: GraphView): WaitForScene {
  const graph = waitForGraph(index, moment(at), view.kind)
  const { nodes: placed, left } = uncrowded(view.kind === 'threads' ? index.layout.threadsOnly : index.layout.nodes, graph)
  const nodes = sceneNodes(index, placed, view)
  const byKey = new Map(nodes.map((node) => [node.key, node]))
  const active = new Set(graph.edges.flatMap(({ from, to }) => [from, to]))
  // in a low picture, words beside lines would lie over names
  const labelled = graph.edges.length <= 8 && view.height >= 150
  const lines = graph.edges.flatMap((edge) => edgeShapes(edge, byKey, graph, view, labelled))
  const shapes = [
    ...lines.filter(({ type }) => type !== 'text'),
    ...nodes.map((node) => graphChip(index, graph, node, view.metrics, active.has(node.key))),
    ...nodeNames(named(nodes, active), view, (node) => active.has(node.key)),
    ...lines.filter(({ type }) => type === 'text'),
    ...(left > 0 ? [leftWords(left, nodes.length, view)] : [])
  ]
  return { width: view.width, height: view.height, nodes, shapes, cycles: graph.cycles }
}

/** More names than these lie over each other: then only those who hold or wait have theirs. */
const mostNames = 24

const named = (nodes: readonly SceneNode[], active: ReadonlySet<NodeKey>): readonly SceneNode[] =>
  nodes.length <= mostNames ? nodes : nodes.filter(({ key }) => active.has(key)).slice(0, mostNames)

function leftWords(left: number, drawn: number, { width, height, metrics }: GraphView): Text {
  const text = drawn === 0 ? 'Nobody holds or waits for anything now.' : `${left.toLocaleString('en')} others are not drawn`
  const y = drawn === 0 ? height / 2 : height - metrics.label * 0.6
  return { type: 'text', x: width / 2, y, text, size: metrics.label, anchor: 'middle', ink: 'ink2', bold: false, on: null }
}

function sceneNodes({ trace, objects }: TraceIndex, placed: readonly PlacedNode[], { width, height, metrics, measure }: GraphView): SceneNode[] {
  const names = placed.map((node) => ('thread' in node ? (trace.threads.get(node.thread)?.name ?? '') : (trace.objects.get(node.object)?.name ?? '')))
  const widest = Math.min(width * 0.22, Math.max(0, ...names.map((name) => measure(name, metrics.label))))
  const radius = nodeRadius(placed, height, metrics)
  const reach = Math.max(1, ...placed.map(({ x }) => Math.abs(x)))
  // in a low picture a bystander beside the ring takes the place of a name, which then stands above or below its node
  const margin = reach > 1 && height < 180 ? metrics.label * 1.3 : 8
  const [radiusX, radiusY] = [Math.max(0, width / 2 - radius - widest - 10) / reach, Math.max(0, height / 2 - radius - margin)]
  // a ring drawn wide has its nodes crowded at both ends: they are spread upwards and downwards
  const spread = placed.length > 5 && radiusX > radiusY * 1.3 ? 0.7 : 1
  return placed.map((node, number) => ({
    key: keyOf(node),
    name: names[number] ?? '',
    x: width / 2 + node.x * radiusX,
    y: height / 2 + Math.sign(node.y) * Math.abs(node.y) ** spread * radiusY,
    radius: Math.abs(node.x) > 1 ? radius * 0.65 : radius,
    square: isSquare(node, objects)
  }))
}

// small enough that the lines between nodes stay longer than the nodes are wide
const nodeRadius = (placed: readonly PlacedNode[], height: number, { glyph }: Metrics): number =>
  Math.max(8, Math.min(glyph * 1.8, height / 9, (height * 0.75) / Math.max(4, placed.length)))

/** Outlines that lines meet as they would a circle. */
const isRoundish: ReadonlySet<ObjectShape> = new Set<ObjectShape>(['hexagon', 'diamond', 'octagon'])

const isSquare = (node: PlacedNode, objects: TraceIndex['objects']): boolean =>
  'object' in node && !isRoundish.has(objects.find(({ info }) => info.id === node.object)?.look.shape ?? 'square')

function edgeShapes(edge: GraphEdge, nodes: ReadonlyMap<NodeKey, SceneNode>, graph: WaitForGraph, view: GraphView, labelled: boolean): (Line | Text)[] {
  const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)]
  if (from === undefined || to === undefined || from === to) return []
  const isBothWays = graph.edges.some((other) => other.from === edge.to && other.to === edge.from)
  const segment = between(from, to, 4, isBothWays ? 6 : 0)
  const dash = edge.kind === 'holds' ? [] : edge.dotted ? [2, 4] : [7, 4]
  const ink = edge.inCycle ? 'danger' : 'ink2'
  const line: Line = { type: 'arrow', ...segment, ink, width: view.metrics.rule + (edge.inCycle ? 1 : -1), dash, opacity: 1, title: edge.title }
  // the line of a bystander who waits for somebody's end is short and says enough by itself
  const isAside = Math.abs(from.x - view.width / 2) > Math.abs(to.x - view.width / 2) && edge.label === 'waits for end' && graph.edges.length > 2
  return labelled && !isAside ? [line, edgeLabel(edge, line, view)] : [line]
}

/** Beside the line's middle, on the side away from the graph's middle. */
function edgeLabel({ label }: GraphEdge, { x1, y1, x2, y2 }: Line, { width, height, metrics, measure }: GraphView): Text {
  const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2]
  const length = Math.hypot(x2 - x1, y2 - y1) || 1
  let [nx, ny] = [-(y2 - y1) / length, (x2 - x1) / length]
  if (nx * (x - width / 2) + ny * (y - height / 2) < 0) [nx, ny] = [-nx, -ny]
  // as far as the text's box reaches towards the line, and 4 pixels more
  const away = (measure(label, metrics.label) / 2) * Math.abs(nx) + metrics.label * 0.55 * Math.abs(ny) + 4
  return { type: 'text', x: x + nx * away, y: y + ny * away, text: label, size: metrics.label, anchor: 'middle', ink: 'ink', bold: false, on: null }
}
