import type { StateGraph } from '../../explorer/report'

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
 * of its neighbours, layer by layer, there and back (Sugiyama, Tagawa & Toda, 1981), neighbours change places where that helps (Gansner et al., 1993), and the best order met is kept.
 *
 *        (1)──(3)
 *   (0)<    ×     >(5)
 *        (2)──(4)
 */
export function stateGraphLayout(graph: StateGraph): StateGraphLayout {
  const { nodes } = graph
  const found: number[][] = []
  for (const [node, { depth }] of nodes.entries()) (found[depth] ??= []).push(node)
  const met = firstMet(graph)
  const alongWays = found.map((layer) => layer.toSorted((one, other) => (met[one] ?? 0) - (met[other] ?? 0)))
  // what a sweep comes to depends on where it begins
  const [as, along] = [untangled(graph, found), untangled(graph, alongWays)]
  const order = along.crossings < as.crossings ? along.layers : as.layers
  const place = placesIn(order, nodes.length)
  return {
    nodes: nodes.map(({ depth }, node) => ({ x: depth, y: place[node] ?? 0 })),
    layers: order.length,
    rows: Math.max(0, ...order.map(({ length }) => length)),
    order
  }
}

interface Untangled {
  readonly crossings: number
  readonly layers: number[][]
}

function untangled({ nodes, edges }: StateGraph, begin: readonly (readonly number[])[]): Untangled {
  const layers = begin.map((layer) => [...layer])
  const before = neighbours(nodes.length, edges, ({ from, to }) => [to, from])
  const after = neighbours(nodes.length, edges, ({ from, to }) => [from, to])
  const isNext = (from: number, to: number): boolean => nodes[to]?.depth === (nodes[from]?.depth ?? 0) + 1
  const onward = layers.map((layer) => layer.flatMap((from) => (after[from] ?? []).filter((to) => isNext(from, to)).map((to) => [from, to] as const)))
  const place = placesIn(layers, nodes.length)
  let best: Untangled = { crossings: crossingsOf(onward, place), layers: begin.map((layer) => [...layer]) }
  for (let sweep = 0; sweep < sweeps && best.crossings > 0; sweep++) {
    const down = sweep % 2 === 0
    for (const layer of down ? layers : layers.toReversed()) {
      sortByAverage(layer, down ? before : after, place)
      settle(layer, place)
    }
    for (const [depth, layer] of layers.entries()) exchange(layer, [onward[depth - 1] ?? [], onward[depth] ?? []], place, sweep % 3 === 2)
    const crossings = crossingsOf(onward, place)
    // one sweep may undo what another one found
    if (crossings < best.crossings) best = { crossings, layers: layers.map((layer) => [...layer]) }
  }
  return best
}

/** When each state is first met by someone who goes on along the first way as far as it leads, then along the next. */
function firstMet({ nodes, edges }: StateGraph): readonly number[] {
  const after = neighbours(nodes.length, edges, ({ from, to }) => [from, to])
  const met: number[] = []
  const open = [0]
  let time = 0
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (met[node] !== undefined) continue
    met[node] = time++
    open.push(...(after[node] ?? []).toReversed())
  }
  return met
}

function placesIn(layers: readonly (readonly number[])[], count: number): number[] {
  const place: number[] = Array.from({ length: count }, () => 0)
  for (const layer of layers) settle(layer, place)
  return place
}

function settle(layer: readonly number[], place: number[]): void {
  for (const [at, node] of layer.entries()) place[node] = at - (layer.length - 1) / 2
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

/** An edge from a layer to the next. */
type Onward = readonly [from: number, to: number]

/** How many pairs of edges between neighbouring layers cross. */
function crossingsOf(onward: readonly (readonly Onward[])[], place: readonly number[]): number {
  let count = 0
  // plain loops: this is asked for every pair of neighbours in every sweep
  for (const edges of onward) {
    for (let at = 0; at < edges.length; at++) {
      const [a, b] = edges[at] ?? [0, 0]
      const [left, right] = [place[a] ?? 0, place[b] ?? 0]
      for (let next = at + 1; next < edges.length; next++) {
        const [c, d] = edges[next] ?? [0, 0]
        if ((left - (place[c] ?? 0)) * (right - (place[d] ?? 0)) < 0) count++
      }
    }
  }
  return count
}

/** Exchanges neighbours of a layer where fewer edges cross then; `around` are the edges into it and out of it. An exchange that changes nothing here
 * may open the way for one in the next layer. */
function exchange(layer: number[], around: readonly (readonly Onward[])[], place: number[], evenIfEqual: boolean): void {
  for (let at = 0; at + 1 < layer.length; at++) {
    const [one = 0, other = 0] = [layer[at], layer[at + 1]]
    const near = around.map((edges) => edges.filter((edge) => edge.includes(one) || edge.includes(other)))
    const crossings = crossingsOf(near, place)
    swap(place, one, other)
    const better = crossings - crossingsOf(near, place)
    if (better > 0 || (better === 0 && evenIfEqual)) swap(layer, at, at + 1)
    else swap(place, one, other)
  }
}

function swap(list: number[], one: number, other: number): void {
  const kept = list[one] ?? 0
  list[one] = list[other] ?? 0
  list[other] = kept
}
