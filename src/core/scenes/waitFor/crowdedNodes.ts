import type { ObjectId, ThreadId } from '../../trace/ids'
import { type NodeKey, objectNode, threadNode, type WaitForGraph } from './waitForGraph'
import type { PlacedNode } from './waitForLayout'

/** More nodes than these on one ring lie over each other. */
const mostNodes = 32

/** Which nodes of a wait-for graph are drawn, and how many are not. */
export interface ChosenNodes {
  readonly nodes: readonly PlacedNode[]
  readonly left: number
}

/**
 * All nodes where the layout has them; of a crowd only those that hold or wait now, on a ring in the layout's order, and of too many of these the ones in a cycle
 * before those that are stuck behind it, before the others.
 */
export function uncrowded(placed: readonly PlacedNode[], graph: WaitForGraph): ChosenNodes {
  if (placed.length <= mostNodes) return { nodes: placed, left: 0 }
  const active = new Set(graph.edges.flatMap(({ from, to }) => [from, to]))
  const rank = (key: NodeKey): number => (graph.inCycle.has(key) ? 0 : graph.stuck.has(key) ? 1 : 2)
  const keys = placed.map(keyOf)
  const first = keys
    .filter((key) => active.has(key))
    .toSorted((one, other) => rank(one) - rank(other))
    .slice(0, mostNodes)
  const drawn = new Set(first)
  const nodes = placed.filter((_, at) => drawn.has(keys[at] as NodeKey))
  return { nodes: nodes.map((node, at) => ({ ...node, ...onRing(at, nodes.length) })), left: placed.length - nodes.length }
}

/** The key of a placed node. */
export const keyOf = (node: { readonly thread: ThreadId } | { readonly object: ObjectId }): NodeKey =>
  'thread' in node ? threadNode(node.thread) : objectNode(node.object)

function onRing(at: number, count: number): { readonly x: number; readonly y: number } {
  const angle = (2 * Math.PI * at) / count - Math.PI / 2
  // two stand side by side: their names would lie over each other's lines one above the other
  return count === 2 ? { x: at === 0 ? -1 : 1, y: 0 } : { x: Math.cos(angle), y: Math.sin(angle) }
}
