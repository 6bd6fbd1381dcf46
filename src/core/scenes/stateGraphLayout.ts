import type { StateGraph } from '../explorer/report'

/** Where the states of a graph stand: `x` its layer, `y` its place in it from the middle, both in steps of a grid. */
export interface StateGraphLayout {
  readonly nodes: readonly { readonly x: number; readonly y: number }[]
  readonly layers: number
  /** States in the fullest layer. */
  readonly rows: number
  /** Nodes of each layer from top to bottom. */
  readonly order: readonly (readonly number[])[]
}

const sweeps = 12

/**
 * Places states in layers by their least number of steps from the start, and orders each layer so that few edges cross: every state is moved to the average place
 * of its neighbours, layer by layer, there and back (Sugiyama, Tagawa & Toda, 1981).
 *
 *        (1)──(3)
 *   (0)<    ×     >(5)
 *        (2)──(4)
 */
export function stateGraphLayout({ nodes, edges }: StateGraph): StateGraphLayout {
  const layers: number[][] = []
  for (const [node, { depth }] of nodes.entries()) (layers[depth] ??= []).push(node)
  const before = neighbours(nodes.length, edges, ({ from, to }) => [to, from])
  const after = neighbours(nodes.length, edges, ({ from, to }) => [from, to])
  const place: number[] = Array.from({ length: nodes.length }, () => 0)
  const settle = (layer: readonly number[]): void => {
    for (const [at, node] of layer.entries()) place[node] = at - (layer.length - 1) / 2
  }
  for (const layer of layers) settle(layer)
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const down = sweep % 2 === 0
    for (const layer of down ? layers : layers.toReversed()) {
      sortByAverage(layer, down ? before : after, place)
      settle(layer)
    }
  }
  return {
    nodes: nodes.map(({ depth }, node) => ({ x: depth, y: place[node] ?? 0 })),
    layers: layers.length,
    rows: Math.max(0, ...layers.map(({ length }) => length)),
    order: layers
  }
}

type Edge = StateGraph['edges'][number]

/** Of each node the nodes at the other end of its edges, of those between different layers or not. */
function neighbours(count: number, edges: readonly Edge[], ends: (edge: Edge) => readonly [of: number, is: number]): number[][] {
  const lists: number[][] = Array.from({ length: count }, () => [])
  for (const edge of edges) {
    const [of, is] = ends(edge)
    if (of !== is) lists[of]?.push(is)
  }
  return lists
}

/** Sorts a layer in place; states without neighbours keep their place, and ties their order. */
function sortByAverage(layer: number[], neighboursOf: readonly (readonly number[])[], place: readonly number[]): void {
  const average = (node: number): number => {
    const others = neighboursOf[node] ?? []
    return others.length === 0 ? (place[node] ?? 0) : others.reduce((sum, other) => sum + (place[other] ?? 0), 0) / others.length
  }
  const wanted = new Map(layer.map((node) => [node, average(node)]))
  layer.sort((one, other) => (wanted.get(one) ?? 0) - (wanted.get(other) ?? 0) || (place[one] ?? 0) - (place[other] ?? 0))
}
